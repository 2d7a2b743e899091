namespace AkkaChat.Host.Configuration;

/// <summary>What holds when nothing is configured.</summary>
internal static class ChatDefaults
{
    private const string DefaultUrl = "http://localhost:8080";

    /// <summary>Drain and all, the server is gone within 5 s of SIGTERM.</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(4.5);

    /// <summary>Headers that trickle are cut.</summary>
    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(10);

    public static void UseChatDefaults(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        if (string.IsNullOrEmpty(configuration["urls"] + configuration["http_ports"] + configuration["https_ports"])
            && !configuration.GetSection("Kestrel:Endpoints").Exists())
            builder.WebHost.UseUrls(DefaultUrl);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.RequestHeadersTimeout = HeadersTimeout;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.Services.Configure<ConsoleLifetimeOptions>(console => console.SuppressStatusMessages = true);
    }
}
