using AkkaChat.Host;
using AkkaChat.Host.Configuration;
using AkkaChat.Host.Storage;

if (HelpText.IsWanted(args))
{
    Console.Write(HelpText.Compose());
    return 0;
}

using var limit = FileSizeLimit.FailTheWriteAlone();
using var signals = new StopSignals();
try
{
    var end = await ServeAsync();
    while (end == ServerEnd.PutOutOfTheCluster && !signals.AreGiven)
        end = await ReturnAsync();
    return 0;
}
catch (Exception e) when (StartupErrors.InOneLine(e) is { } line)
{
    await Console.Error.WriteLineAsync($"AkkaChat can't start. {line}");
    return 1;
}

// From start to stop.
async Task<ServerEnd> ServeAsync()
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    builder.UseChatDefaults();
    var settings = builder.ReadChatSettings();
    var node = settings.ReadClusterNode();
    using var storage = await builder.OpenStorageAsync(settings);
    builder.UseSocketBounds(settings.Limits);
    builder.AddChat(settings, node, storage);

    var app = builder.Build();
    if (storage.RenewedRooms > 0)
        app.Logger.LogWarning("The database is an older copy or was moved here: its {Rooms} rooms begin anew for everybody who was in them", storage.RenewedRooms);
    app.UseChat();
    await app.StartListeningAsync(storage);
    Console.WriteLine($"AkkaChat listens on {string.Join(", ", app.Urls)}\nIts data is in {storage.Place}\nStop it with Ctrl+C.");
    await app.WaitForShutdownAsync();
    return await app.EndAsync();
}

// A node that the others can't reach any more is put out, and begins anew here, as often as it takes.
async Task<ServerEnd> ReturnAsync()
{
    try
    {
        return await ServeAsync();
    }
    catch (Exception e) when (StartupErrors.InOneLine(e) is { } line)
    {
        await Console.Error.WriteLineAsync($"AkkaChat can't come back yet. {line}");
        await Task.Delay(TimeSpan.FromSeconds(2));
        return ServerEnd.PutOutOfTheCluster;
    }
}
