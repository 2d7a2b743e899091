using AkkaChat.Testing;

namespace AkkaChat.Host.Tests.Support;

/// <summary>One server for all tests of a class; each test takes a room of its own.</summary>
public abstract class ServerFixture(params string[] settings) : IAsyncLifetime
{
    public ServerProcess Server { get; private set; } = null!;

    public Uri Address => Server.WebSocket;

    public virtual async Task InitializeAsync() => Server = await ServerProcess.StartAsync(settings);

    public async Task DisposeAsync() => await Server.DisposeAsync();
}

/// <summary>As delivered, but for the rate of sends: tests send as fast as they can.</summary>
public sealed class AnyServer() : ServerFixture("--AkkaChat:Limits:SendsPerSecond=0");
