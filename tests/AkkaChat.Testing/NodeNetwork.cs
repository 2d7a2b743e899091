using System.Globalization;
using System.Net;

namespace AkkaChat.Testing;

/// <summary>
/// A network of a test's own, whose wires can be cut: each node in a network namespace with an address of its own, this process and the
/// database on the bridge between them. Clients, which are in this process, reach every node at all times.
/// </summary>
public sealed class NodeNetwork : IDisposable
{
    private const int FirstNode = 10;

    private readonly string name = $"akc{Random.Shared.Next(0x10000):x4}";
    private readonly string prefix = string.Create(CultureInfo.InvariantCulture, $"10.{Random.Shared.Next(64, 128)}.{Random.Shared.Next(256)}");
    private readonly int nodes;

    public NodeNetwork(int nodes)
    {
        this.nodes = nodes;
        Ip("link", "add", name, "type", "bridge");
        foreach (var address in new[] { Clients, Database })
            Ip("addr", "add", $"{address}/24", "dev", name);
        Ip("link", "set", name, "up");
        for (var node = 0; node < nodes; node++)
            Wire(node);
    }

    /// <summary>Whether the system lets this be: Linux, root, and the programs of iproute2.</summary>
    public static bool CanBe { get; } = OperatingSystem.IsLinux() && Environment.UserName == "root" && Try();

    public IPAddress Database => Address(2);

    private IPAddress Clients => Address(1);

    /// <summary>Where a node lives.</summary>
    public Surroundings Surroundings(int node) => new() { Within = ["ip", "netns", "exec", Namespace(node)], Address = Node(node) };

    /// <summary>No packet passes between this node and the others any more, in either direction; nor to the database, if that is wanted too.</summary>
    public void Cut(int node, bool alsoFromDatabase)
    {
        foreach (var other in Others(node))
        {
            Swallow(node, Node(other));
            Swallow(other, Node(node));
        }
        if (alsoFromDatabase)
            Swallow(node, Database);
    }

    public void Heal()
    {
        for (var node = 0; node < nodes; node++)
            Route(node, "flush", "type", "blackhole");
    }

    public void Dispose()
    {
        for (var node = 0; node < nodes; node++)
            Command.TryRun("ip", "netns", "delete", Namespace(node)); // Its end of the wire goes with it, and so does the other.
        Command.TryRun("ip", "link", "delete", name);
    }

    private static bool Try()
    {
        try
        {
            new NodeNetwork(1).Dispose();
            return true;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static void Ip(params string[] arguments) => Command.Run(["ip", .. arguments]);

    private void Wire(int node)
    {
        var (ours, theirs) = ($"{name}o{node}", $"{name}t{node}");
        Ip("netns", "add", Namespace(node));
        Ip("link", "add", ours, "type", "veth", "peer", "name", theirs, "netns", Namespace(node));
        Ip("link", "set", ours, "master", name, "up");
        Ip("-n", Namespace(node), "addr", "add", $"{Node(node)}/24", "dev", theirs);
        Ip("-n", Namespace(node), "link", "set", theirs, "up");
        Ip("-n", Namespace(node), "link", "set", "lo", "up");
    }

    // A packet that can't be sent is lost without a word to the sender, as on a wire that is cut.
    private void Swallow(int node, IPAddress to) => Route(node, "replace", "blackhole", $"{to}");

    private void Route(int node, params string[] change) => Ip(["-n", Namespace(node), "route", .. change]);

    private IEnumerable<int> Others(int node) => Enumerable.Range(0, nodes).Where(other => other != node);

    private string Namespace(int node) => $"{name}n{node}";

    private IPAddress Node(int node) => Address(FirstNode + node);

    private IPAddress Address(int last) => IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"{prefix}.{last}"));
}
