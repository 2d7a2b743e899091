using System.Net;
using AkkaChat.Bench.Measuring;
using AkkaChat.Bench.Servers;

namespace AkkaChat.Bench.Load;

/// <summary>All who are in the rooms of a run, from its first message to its last.</summary>
public sealed class Crowd : IAsyncDisposable
{
    /// <summary>Handshakes under way at a time.</summary>
    private const int Handshakes = 64;

    /// <summary>Connections from one address; each has some 28,000 ports, and closed ones keep theirs for a minute.</summary>
    private const int PerAddress = 4_000;

    private static readonly TimeSpan EnterTimeout = TimeSpan.FromSeconds(60), NothingComes = TimeSpan.FromSeconds(5);
    private static int lastAddress = Random.Shared.Next(1, 200) * 256;

    private readonly List<LoadClient> members = [];
    private readonly IReadOnlyList<int> ports;

    private Crowd(IReadOnlyList<int> ports) => this.ports = ports;

    public IReadOnlyList<LoadClient> Members => members;

    public Window Window { get; } = new();

    public IReadOnlyList<LoadRoom> Rooms { get; private init; } = [];

    /// <summary>Messages that members have taken in.</summary>
    public long Received => members.Sum(m => m.Received);

    /// <summary>Everybody in; the members of a room are next to each other in <see cref="Members"/>.</summary>
    /// <param name="ports">Of the servers, or the nodes of one: each gets an equal part of the members of each room, taken in turn.</param>
    /// <param name="roomSizes">Members of each room.</param>
    /// <param name="dialects">Taken in turn by the members of a room.</param>
    public static async Task<Crowd> EnterAsync(IReadOnlyList<int> ports, IReadOnlyList<int> roomSizes, IReadOnlyList<Dialect> dialects)
    {
        var crowd = new Crowd(ports) { Rooms = [.. roomSizes.Select((_, number) => new LoadRoom(number))] };
        var places = crowd.Rooms.SelectMany((room, r) => Enumerable.Range(0, roomSizes[r]).Select(i => (room, i))).ToList();
        using var timeout = new CancellationTokenSource(EnterTimeout);
        var entered = new LoadClient[places.Count];
        await Parallel.ForAsync(0, places.Count, new ParallelOptions { MaxDegreeOfParallelism = Handshakes, CancellationToken = timeout.Token }, async (i, token) =>
        {
            var (room, place) = places[i];
            var (port, dialect) = (ports[place / dialects.Count % ports.Count], dialects[place % dialects.Count]);
            entered[i] = await LoadClient.EnterAsync(port, room, dialect, crowd.Window, $"p{i}", AddressOf(i), token);
        });
        crowd.members.AddRange(entered);
        return crowd;
    }

    /// <summary>Somebody who comes for a while, and does not count as a member.</summary>
    public async Task<LoadClient> VisitAsync(LoadRoom room, Dialect dialect, string name)
    {
        using var timeout = new CancellationTokenSource(EnterTimeout);
        return await LoadClient.EnterAsync(ports[0], room, dialect, Window, name, AddressOf(1), timeout.Token);
    }

    /// <summary>Waits until everybody has all that was sent, or nothing has come for some seconds.</summary>
    public async Task DrainAsync()
    {
        var (last, since) = (-1L, Token.Now);
        while (Token.Now - since < NothingComes.TotalMicroseconds && Expected() > Received)
        {
            if (Received != last)
                (last, since) = (Received, Token.Now);
            await Task.Delay(5);
        }
    }

    public Faults Faults() => members.Aggregate(new Faults(), (sum, member) => sum + member.Faults());

    public async ValueTask DisposeAsync()
    {
        await Parallel.ForEachAsync(members, async (member, _) => await member.DisposeAsync());
        Window.Dispose();
    }

    private long Expected() => members.GroupBy(m => m.Room).Sum(room => room.LongCount() * room.Key.Senders.Sum(s => (long)s.Sent));

    private static IPAddress AddressOf(int connection)
    {
        var address = connection % PerAddress == 0 ? Interlocked.Increment(ref lastAddress) : Volatile.Read(ref lastAddress);
        return new IPAddress([127, (byte)(1 + (address >> 8)), (byte)address, 1]);
    }
}
