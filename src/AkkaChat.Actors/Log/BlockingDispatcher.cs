using Akka.Configuration;
using Akka.Dispatch;

namespace AkkaChat.Actors.Log;

/// <summary>
/// Runs actors whose calls block on a few threads of their own, so that nobody else waits for them. A thread that has nothing to do sleeps
/// at once; those of Akka's own dispatchers spin first, a hundred times a message, on the processor that the message is told on.
/// </summary>
/// <param name="name">Of its threads.</param>
/// <param name="threads">At most so many, started when they are needed.</param>
public sealed class BlockingDispatcher(MessageDispatcherConfigurator configurator, string name, int threads) : MessageDispatcher(configurator)
{
    // Each actor is in it once at most.
    private readonly Queue<IRunnable> work = new();
    private int running, idle;
    private bool isShutDown;

    protected override void ExecuteTask(IRunnable run)
    {
        lock (work)
        {
            isShutDown = false;
            work.Enqueue(run);
            if (work.Count > idle && running < threads)
                StartThread();
            Monitor.Pulse(work);
        }
    }

    /// <summary>When no actor is left. Another one may come.</summary>
    protected override void Shutdown()
    {
        lock (work)
        {
            isShutDown = true;
            Monitor.PulseAll(work);
        }
    }

    private void StartThread()
    {
        running++;
        new Thread(Work) { IsBackground = true, Name = name }.Start();
    }

    private void Work()
    {
        while (Next() is { } run)
            run.Run();
    }

    private IRunnable? Next()
    {
        lock (work)
        {
            while (work.Count == 0 && !isShutDown)
            {
                idle++;
                Monitor.Wait(work);
                idle--;
            }
            if (work.TryDequeue(out var run))
                return run;
            running--;
            return null;
        }
    }
}

/// <summary>Named in the configuration, where <c>threads</c> says how many; Akka makes it by reflection.</summary>
public sealed class BlockingDispatcherConfigurator : MessageDispatcherConfigurator
{
    private readonly BlockingDispatcher dispatcher;

    public BlockingDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
        : base(config, prerequisites) =>
        dispatcher = new BlockingDispatcher(this, config.GetString("id"), config.GetInt("threads"));

    public override MessageDispatcher Dispatcher() => dispatcher;
}
