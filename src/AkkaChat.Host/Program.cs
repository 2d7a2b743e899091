using AkkaChat.Host;
using AkkaChat.Host.Configuration;
using AkkaChat.Host.Storage;

if (HelpText.IsWanted(args))
{
    Console.Write(HelpText.Compose());
    return 0;
}

using var limit = FileSizeLimit.FailTheWriteAlone();
try
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    builder.UseChatDefaults();
    var settings = builder.ReadChatSettings();
    using var storage = await builder.OpenStorageAsync(settings);
    builder.UseSocketBounds(settings.Limits);
    builder.AddChat(settings, storage);

    var app = builder.Build();
    if (storage.RenewedRooms > 0)
        app.Logger.LogWarning("The database is an older copy or was moved here: its {Rooms} rooms begin anew for everybody who was in them", storage.RenewedRooms);
    app.UseChat();
    await app.StartListeningAsync(storage);
    Console.WriteLine($"AkkaChat listens on {string.Join(", ", app.Urls)}\nIts data is in {storage.Place}\nStop it with Ctrl+C.");
    await app.WaitForShutdownAsync();
    await app.EndAsync();
    return 0;
}
catch (Exception e) when (StartupErrors.InOneLine(e) is { } line)
{
    await Console.Error.WriteLineAsync($"AkkaChat can't start. {line}");
    return 1;
}
