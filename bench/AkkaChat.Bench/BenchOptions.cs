using System.Globalization;
using AkkaChat.Bench.Scenarios;
using AkkaChat.Bench.Servers;

namespace AkkaChat.Bench;

/// <summary>What can be set on the command line.</summary>
public sealed record BenchOptions
{
    public static string Help { get; } = $"""
        bench/run       measures servers side by side and prints a table for each scenario
        bench/growth    how AkkaChat's cost of a delivery grows with members, rooms, message size and processors
        bench/cluster   what a room costs whose members are spread over 1, 2 and 3 nodes on PostgreSQL, and what the nodes tell each other
        bench/capacity  how many people in how many rooms this machine carries, and at what latency

          --scenarios a,b   which of {string.Join(", ", Scenario.All.Select(s => s.Name))} (run; all)
          --servers a,b     which of {string.Join(", ", Server.All.Select(s => s.Name))} (all; growth, cluster and capacity: akkachat-json)
          --rounds 3        how often; the middle one counts (growth, cluster: 1)
          --seconds 3       that each run is measured, after 2 to warm up (cluster: 8)
          --processors 0    the server's, as taskset takes them; the load has the others (run, growth, cluster)
          --people 100      in the first step; each has twice as many (capacity)
          --most 12800      people in the last (capacity)
          --room 50         people in each room (capacity)
          --rate 6          messages a minute and person (capacity)
          --latency 100     milliseconds that 99 of 100 messages may take (capacity)

        What counts is deliveries a second of server CPU (user and system): server, load and all else share the machine, so a rate by the clock
        says little. A delivery is one message at one receiver; each is checked: lost, doubled, out of order, of another room. Exits with 1 when
        there was any of that.
        """;

    public IReadOnlyList<Scenario> Scenarios { get; init; } = Scenario.All;

    public IReadOnlyList<Server> Servers { get; init; } = Server.All;

    public int Rounds { get; init; } = 3;

    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(3);

    public string? Processors { get; init; } = "0";

    public int People { get; init; } = 100;

    public int MostPeople { get; init; } = 12_800;

    public int RoomSize { get; init; } = 50;

    public double RatePerMinute { get; init; } = 6;

    public TimeSpan MostLatency { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Null and a <paramref name="problem"/> in words when an option is unknown or can't have this value.</summary>
    public static BenchOptions? Parse(BenchOptions defaults, IReadOnlyList<string> arguments, out string problem)
    {
        var options = defaults;
        for (var i = 0; i < arguments.Count; i += 2)
        {
            problem = $"{arguments[i]} can't be {arguments.ElementAtOrDefault(i + 1) ?? "without a value"}. See --help.";
            if (options.With(arguments[i], arguments.ElementAtOrDefault(i + 1)) is not { } next)
                return null;
            options = next;
        }
        problem = "";
        return options;
    }

    private BenchOptions? With(string option, string? value)
    {
        if (value is null)
            return null;
        if (option == "--scenarios")
            return Named(value, Scenario.All, s => s.Name) is { } scenarios ? this with { Scenarios = scenarios } : null;
        if (option == "--servers")
            return Named(value, Server.All, s => s.Name) is { } servers ? this with { Servers = servers } : null;
        if (option == "--processors")
            return this with { Processors = value };
        if (!double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number <= 0)
            return null;
        return option switch
        {
            "--rounds" => this with { Rounds = (int)Math.Ceiling(number) },
            "--seconds" => this with { Duration = TimeSpan.FromSeconds(number) },
            "--people" => this with { People = (int)Math.Ceiling(number) },
            "--most" => this with { MostPeople = (int)number },
            "--room" => this with { RoomSize = (int)Math.Ceiling(number) },
            "--rate" => this with { RatePerMinute = number },
            "--latency" => this with { MostLatency = TimeSpan.FromMilliseconds(number) },
            _ => null,
        };
    }

    private static List<T>? Named<T>(string names, IReadOnlyList<T> all, Func<T, string> nameOf)
        where T : class
    {
        var found = names.Split(',').Select(name => all.FirstOrDefault(one => nameOf(one) == name)).ToList();
        return found.Contains(null) ? null : [.. found.OfType<T>()];
    }
}
