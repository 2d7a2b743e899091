using System.Security.Cryptography;
using AkkaChat.Actors.Log;
using AkkaChat.Actors.People;
using AkkaChat.Host.Storage;

namespace AkkaChat.Host.Configuration;

/// <summary>The last step of the start, and of the end. At the start everything is tried once, so that what can't work is told now and not to each client.</summary>
internal static class Listening
{
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(2);

    /// <exception cref="StartupException">It can't listen there, or its keys can't be used.</exception>
    public static async Task StartListeningAsync(this WebApplication app, IChatStorage storage)
    {
        CheckKeys(app.Services.GetRequiredService<IGuestTokens>(), storage);
        try
        {
            await app.StartAsync();
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or ArgumentException)
        {
            throw new StartupException($"It can't listen: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    /// <summary>Lets go of everything, within a bound: Akka waits without one for an actor that does not end.</summary>
    public static async Task EndAsync(this WebApplication app)
    {
        try
        {
            await Task.Run(() => app.DisposeAsync().AsTask()).WaitAsync(EndTime);
        }
        catch (TimeoutException)
        {
            await Console.Error.WriteLineAsync("Not everything ended in good order; what was stored is stored.");
        }
    }

    private static void CheckKeys(IGuestTokens tokens, IChatStorage storage)
    {
        var somebody = new Person(new UserId("nobody"), "Nobody");
        try
        {
            if (tokens.Read(tokens.Issue(somebody)) == somebody)
                return;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or LogUnavailableException)
        {
            throw new StartupException($"The keys in {storage.Keys} can't be used: {e.GetBaseException().Message}", e);
        }
        throw new StartupException($"The keys in {storage.Keys} can't be used.");
    }
}
