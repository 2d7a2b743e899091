namespace AkkaChat.Bench.Load;

/// <summary>Who says something when. Runs until it is told to stop, and then says nothing more.</summary>
public interface ITalk
{
    Task RunAsync(Crowd crowd, CancellationToken stop);
}

/// <summary>Some of each room keep so many messages under way: the next goes out when one of their own has come back.</summary>
/// <param name="Senders">In each room, at most.</param>
public sealed record TalkInWindows(int Senders, int InFlight, int Characters) : ITalk
{
    public async Task RunAsync(Crowd crowd, CancellationToken stop)
    {
        foreach (var sender in crowd.Members.GroupBy(m => m.Room).SelectMany(room => room.Take(Senders)))
        {
            sender.Echoed = () =>
            {
                if (!stop.IsCancellationRequested)
                    sender.Say(Characters);
            };
            for (var i = 0; i < InFlight; i++)
                sender.Say(Characters);
            sender.Flush();
        }
        await stop.WhenCancelled();
    }
}

/// <summary>Everybody says so many at once, and again when all have everything.</summary>
public sealed record TalkInBursts(int Messages, TimeSpan Pause, int Characters) : ITalk
{
    public async Task RunAsync(Crowd crowd, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            foreach (var member in crowd.Members)
            {
                for (var i = 0; i < Messages; i++)
                    member.Say(Characters);
                member.Flush();
            }
            await crowd.DrainAsync();
            await Task.Delay(Pause, CancellationToken.None);
        }
    }
}

/// <summary>So many messages a second in all, however long they take: a server that stalls is charged for the whole stall.</summary>
public sealed record TalkAtRate(double PerSecond, int Characters) : ITalk
{
    public async Task RunAsync(Crowd crowd, CancellationToken stop)
    {
        var (start, sent) = (Token.Now, 0L);
        while (!stop.IsCancellationRequested)
        {
            for (; start + (long)(sent / PerSecond * 1e6) is var due && due <= Token.Now; sent++)
            {
                var sender = crowd.Members[Random.Shared.Next(crowd.Members.Count)];
                sender.Say(Characters, sentAt: due);
                sender.Flush();
            }
            await Task.Delay(1, CancellationToken.None);
        }
    }
}

/// <summary>People who come, say something a few times, and go, over and over.</summary>
public sealed record TalkOfVisitors(int Visitors, int Messages, int Characters, Servers.Dialect Dialect) : ITalk
{
    public Task RunAsync(Crowd crowd, CancellationToken stop) =>
        Task.WhenAll(Enumerable.Range(0, Visitors).Select(visitor => ComeAndGoAsync(crowd, visitor, stop)));

    private async Task ComeAndGoAsync(Crowd crowd, int visitor, CancellationToken stop)
    {
        var room = crowd.Rooms[visitor % crowd.Rooms.Count];
        for (var visit = 0; !stop.IsCancellationRequested; visit++)
        {
            var client = await crowd.VisitAsync(room, Dialect, $"v{visitor}-{visit}");
            var said = new SemaphoreSlim(0);
            client.Echoed = () => said.Release();
            for (var i = 0; i < Messages; i++)
            {
                client.Say(Characters);
                client.Flush();
                await said.WaitAsync(TimeSpan.FromSeconds(10), CancellationToken.None);
            }
            await client.DisposeAsync();
        }
    }
}

internal static class Cancellation
{
    public static Task WhenCancelled(this CancellationToken stop)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        stop.Register(cancelled.SetResult);
        return cancelled.Task;
    }
}
