using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace AkkaChat.Host.Configuration;

/// <summary>Reads the settings, and refuses what can't be before anything is started.</summary>
internal static class SettingsReader
{
    /// <exception cref="StartupException">A setting has a value that can't be; the message names it.</exception>
    public static ChatSettings ReadChatSettings(this WebApplicationBuilder builder)
    {
        var settings = Bind(builder.Configuration);
        CheckRanges(settings.Limits, $"{ChatSettings.Section}:{nameof(settings.Limits)}");
        CheckRanges(settings.Rooms, $"{ChatSettings.Section}:{nameof(settings.Rooms)}");
        Require(
            settings.Cluster.Address.Length == 0 || settings.Storage == StorageKind.Postgres,
            $"{ChatSettings.Section}:Cluster needs a database that all nodes share: set {ChatSettings.Section}:Storage=postgres and ConnectionStrings:AkkaChat.");
        foreach (var port in $"{builder.Configuration["http_ports"]};{builder.Configuration["https_ports"]}".Split(';', StringSplitOptions.RemoveEmptyEntries))
            Require(ushort.TryParse(port, CultureInfo.InvariantCulture, out _), $"{port} is no port.");
        foreach (var url in (builder.Configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries))
            CheckAddress(url);
        return settings;
    }

    private static ChatSettings Bind(ConfigurationManager configuration)
    {
        try
        {
            return configuration.GetSection(ChatSettings.Section).Get<ChatSettings>() ?? new ChatSettings();
        }
        catch (InvalidOperationException e)
        {
            throw new StartupException($"{e.Message} {e.InnerException?.Message} See --help.", e);
        }
    }

    private static void CheckRanges(object part, string path)
    {
        var problems = new List<ValidationResult>();
        if (!Validator.TryValidateObject(part, new ValidationContext(part), problems, validateAllProperties: true))
            throw new StartupException($"{path}: {problems[0].ErrorMessage} See --help.");
    }

    // Kestrel takes a host that it does not know for all of them: a slip of the hand would open an inner server to everybody.
    private static void CheckAddress(string url) => Require(
        url.Contains("://unix:", StringComparison.Ordinal)
        || (Uri.TryCreate(url.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https"
            && (uri.Host == "localhost" || uri.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6)),
        $"--urls: {url} is no address to listen on, such as http://localhost:8080 or http://0.0.0.0:8080.");

    private static void Require(bool isRight, string otherwise)
    {
        if (!isRight)
            throw new StartupException(otherwise);
    }
}
