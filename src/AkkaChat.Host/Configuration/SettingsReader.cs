using System.ComponentModel.DataAnnotations;

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

    private static void CheckAddress(string url)
    {
        try
        {
            if (BindingAddress.Parse(url).Port is >= 0 and <= ushort.MaxValue)
                return;
        }
        catch (FormatException)
        {
            // Told below.
        }
        throw new StartupException($"--urls: {url} is no address to listen on, such as http://localhost:8080.");
    }
}
