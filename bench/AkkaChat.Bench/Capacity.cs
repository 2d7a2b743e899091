using System.Globalization;
using AkkaChat.Bench.Load;
using AkkaChat.Bench.Report;
using AkkaChat.Bench.Scenarios;
using AkkaChat.Bench.Servers;

namespace AkkaChat.Bench;

/// <summary>
/// How many people in how many rooms this machine carries: twice as many each step, until a message takes too long, or one is lost, or the
/// machine has no more sockets. Clients and server share the machine, so a server alone carries more.
/// </summary>
public static class Capacity
{
    public static async Task<bool> RunAsync(BenchOptions options)
    {
        var server = options.Servers[0];
        var table = new MarkdownTable("people", "rooms", "messages a second", "deliveries a second", "p50", "p99", "server's processors", "memory", "faults");
        var carried = "This machine carries fewer people than it began with. Try --people, or a gentler --rate.";
        for (var people = options.People; people <= options.MostPeople; people *= 2)
        {
            Console.Error.WriteLine($"{people:N0} people …");
            var rooms = Math.Max(1, people / options.RoomSize);
            var messages = people * options.RatePerMinute / 60;
            var run = await StepAsync(server, options, people, rooms, messages);
            if (run is null)
                break;
            table.Add(
                Text(people), Text(rooms), Figures.Count(messages), Figures.Count(run.Deliveries / run.Time.TotalSeconds), Figures.Microseconds(run.P50),
                Figures.Microseconds(run.P99), Figures.Ratio(run.Busy), Figures.Bytes(run.Memory), run.Faults.ToString());
            if (run.P99 > options.MostLatency.TotalMicroseconds || run.Faults != default)
                break;
            carried = string.Create(
                CultureInfo.InvariantCulture,
                $"This machine carries at least {people:N0} people in {rooms:N0} rooms of {options.RoomSize}, each of whom says something {options.RatePerMinute} times a minute: 99 of 100 messages arrive within {Figures.Microseconds(run.P99)}.");
        }
        Console.WriteLine($"\n{table}\n{carried}");
        return true;
    }

    private static async Task<Measured?> StepAsync(Server server, BenchOptions options, int people, int rooms, double messages)
    {
        try
        {
            var scenario = new Scenario("", "", Scenario.Same(rooms, people / rooms), new TalkAtRate(messages, 64), CountsLatency: true);
            return await Run.OnceAsync(server, scenario, options.Duration, processors: null);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or System.Net.Sockets.SocketException)
        {
            Console.Error.WriteLine($"{people:N0} people can't come in: {e.Message}");
            return null;
        }
    }

    private static string Text(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
