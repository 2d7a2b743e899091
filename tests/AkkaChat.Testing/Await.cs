using System.Diagnostics;

namespace AkkaChat.Testing;

/// <summary>Waits for what will be true; a test never sleeps for a time that happens to be long enough.</summary>
public static class Await
{
    /// <summary>Generous: the machines that run tests are slow and shared.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <param name="patience">How long; <see cref="Timeout"/> when left out.</param>
    /// <exception cref="TimeoutException">It did not become true.</exception>
    public static async Task UntilAsync(Func<Task<bool>> condition, string what, TimeSpan? patience = null)
    {
        var most = patience ?? Timeout;
        var clock = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(Interval);
        while (!await condition())
        {
            if (clock.Elapsed > most)
                throw new TimeoutException($"Waited {most} in vain for: {what}");
            await timer.WaitForNextTickAsync();
        }
    }

    public static Task UntilAsync(Func<bool> condition, string what) => UntilAsync(() => Task.FromResult(condition()), what);
}
