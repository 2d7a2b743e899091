using System.Globalization;

namespace AkkaChat.Torture;

/// <summary>Who talks: everybody through <c>akkachat.v1</c>, everybody in plain text, or some of each.</summary>
public enum ClientMode
{
    Both,
    Json,
    Plain,
}

/// <summary>What can be set on the command line.</summary>
public sealed record TortureOptions
{
    public const string Help = """
        Torments an AkkaChat server of its own, and then checks every promise of docs/protocol.md: clients send numbered messages while
        the server is killed, stopped, frozen and started again, its database is locked, sockets are cut, readers
        stall, and its clock jumps. With --nodes 3 nodes are killed, stopped one after the other, frozen, and cut off by the network, and
        PostgreSQL stops or hangs.

          --seconds 60    how long it goes on
          --nodes 1       more than one: a cluster of so many nodes on a PostgreSQL, both started here
          --clients 40    how many talk
          --rooms 3       in how many rooms; everybody is in one or two
          --rate 3        messages a second and client
          --pause 2000    milliseconds from the end of a fault to the next, on average
          --mode both     json, plain, or both: a quarter in plain text
          --queue 65536   bytes that the server keeps for a slow reader
          --seed N        which faults, whom they hit, what is written; a new one each time when left out
          --log FOLDER    where to write what happened; when left out, only what went wrong is written, to a temporary folder

        It prints how many messages were acknowledged, lost, doubled, reordered and different between clients, and how often another rule
        was broken. All but the first are zero, or it exits with 1 and writes the plan of faults, what the server said, and what each
        affected client saw. The same seed makes the same plan, and the same dice for every client; how they meet in time is the machine's.

        It also prints how long rooms stood still, and how long a person waited for an answer, around each kind of fault.
        The server's clock jumps only where libfaketime is installed (Debian's package faketime), and nodes are cut off only as root on Linux,
        in network namespaces; else it says so and leaves that out.
        Needs Linux or macOS, for their signals.
        """;

    public int Seconds { get; init; } = 60;

    public int Nodes { get; init; } = 1;

    public bool IsCluster => Nodes > 1;

    public int Clients { get; init; } = 40;

    public int Rooms { get; init; } = 3;

    public int Rate { get; init; } = 3;

    public int Pause { get; init; } = 2_000;

    public ClientMode Mode { get; init; } = ClientMode.Both;

    public int Queue { get; init; } = 64 * 1024;

    public int Seed { get; init; } = Random.Shared.Next(1, 1_000_000);

    public string? Log { get; init; }

    /// <summary>The command line that makes the same run again.</summary>
    public string Replay => string.Create(
        CultureInfo.InvariantCulture,
        $"dotnet run --project tests/AkkaChat.Torture -c Release -- --seconds {Seconds} --nodes {Nodes} --clients {Clients} --rooms {Rooms} --rate {Rate} "
        + $"--pause {Pause} --mode {Mode.ToString().ToLowerInvariant()} --queue {Queue} --seed {Seed}");

    /// <summary>Null and a <paramref name="problem"/> in words when an option is unknown or can't have this value.</summary>
    public static TortureOptions? Parse(IReadOnlyList<string> arguments, out string problem)
    {
        var options = new TortureOptions();
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

    private TortureOptions? With(string option, string? value)
    {
        if (option == "--log")
            return value is null ? null : this with { Log = value };
        if (option == "--mode")
            return Enum.TryParse<ClientMode>(value, ignoreCase: true, out var mode) ? this with { Mode = mode } : null;
        if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1)
            return null;
        return option switch
        {
            "--seconds" => this with { Seconds = number },
            "--nodes" => this with { Nodes = number },
            "--clients" => this with { Clients = number },
            "--rooms" => this with { Rooms = number },
            "--rate" => this with { Rate = number },
            "--pause" => this with { Pause = number },
            "--queue" => this with { Queue = number },
            "--seed" => this with { Seed = number },
            _ => null,
        };
    }
}
