using Akka.Configuration;
using Akka.Dispatch;

namespace AkkaChat.Actors.Connections;

/// <summary>
/// Runs an actor on the thread that tells it something, at once, unless another thread runs it already. For connections: what a room tells
/// a thousand of them costs no wake-ups, and is on its way when the room goes on. Their handlers must not block.
/// </summary>
public sealed class InlineDispatcher(MessageDispatcherConfigurator configurator)
    : MessageDispatcher(configurator)
{
    public const string Path = "akkachat.connections";

    public const string Config = $"{Path} {{ type = \"AkkaChat.Actors.Connections.InlineDispatcherConfigurator, AkkaChat.Actors\" }}";

    protected override void ExecuteTask(IRunnable run) => run.Run();

    protected override void Shutdown()
    {
    }
}

/// <summary>Named by <see cref="InlineDispatcher.Config"/>; Akka makes it by reflection.</summary>
public sealed class InlineDispatcherConfigurator : MessageDispatcherConfigurator
{
    private readonly InlineDispatcher dispatcher;

    public InlineDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
        : base(config, prerequisites) =>
        dispatcher = new InlineDispatcher(this);

    public override MessageDispatcher Dispatcher() => dispatcher;
}
