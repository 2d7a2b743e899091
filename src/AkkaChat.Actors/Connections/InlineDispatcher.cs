using Akka.Configuration;
using Akka.Dispatch;

namespace AkkaChat.Actors.Connections;

/// <summary>
/// Runs an actor on the thread that tells it something, at once, unless another thread runs it already. For connections, and for who routes
/// to rooms: what a room tells a thousand members costs no wake-ups. Their handlers must not block.
/// </summary>
public sealed class InlineDispatcher(MessageDispatcherConfigurator configurator)
    : MessageDispatcher(configurator)
{
    public const string Path = "akkachat.connections";

    public const string Config = $$"""
        {{Path}} {
          type = "AkkaChat.Actors.Connections.InlineDispatcherConfigurator, AkkaChat.Actors"
          mailbox-type = "AkkaChat.Actors.Connections.InlineMailbox, AkkaChat.Actors"
        }
        """;

    /// <summary>An actor that tells an actor that tells … ends on the thread pool, not in a stack overflow.</summary>
    private const int MostNested = 16;

    [ThreadStatic]
    private static int nested;

    protected override void ExecuteTask(IRunnable run)
    {
        if (nested >= MostNested)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static work => work.Run(), run, preferLocal: false);
            return;
        }
        nested++;
        try
        {
            run.Run();
        }
        finally
        {
            nested--;
        }
    }

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
