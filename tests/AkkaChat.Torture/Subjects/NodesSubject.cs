using AkkaChat.Testing;
using AkkaChat.Torture.Checks;
using AkkaChat.Torture.Faults;
using Npgsql;

namespace AkkaChat.Torture.Subjects;

/// <summary>The nodes of a cluster, on PostgreSQL.</summary>
internal sealed class NodesSubject(ServerCluster cluster, Ledger ledger) : Subject(ledger)
{
    public override IReadOnlyList<ServerProcess> Servers => cluster.Nodes;

    public override string? LeftOut =>
        cluster.Network is null ? "Network namespaces can't be made here (that needs Linux, root and iproute2): no node is cut off." : null;

    public override string ExpectedError => "/user/log-";

    public static async Task<NodesSubject> StartAsync(int nodes, string[] settings, Ledger ledger) =>
        new(await ServerCluster.StartAsync(nodes, NodeNetwork.CanBe ? new NodeNetwork(nodes) : null, settings), ledger);

    public override async Task DoAsync(Fault fault)
    {
        Ledger.MayRefuse();
        await (fault.Kind switch
        {
            FaultKind.Roll => RollAsync(fault.Victims),
            FaultKind.CutOff => CutAsync(fault.Victims[0], alsoFromDatabase: true, fault.Lasting),
            FaultKind.Split => CutAsync(fault.Victims[0], alsoFromDatabase: false, fault.Lasting),
            FaultKind.DatabaseHangs => WithoutDatabaseAsync(cluster.Postgres.Pause, cluster.Postgres.Resume, fault.Lasting),
            FaultKind.DatabaseAway => WithoutDatabaseAsync(cluster.Postgres.Stop, cluster.Postgres.Start, fault.Lasting),
            _ => base.DoAsync(fault),
        });
        await cluster.ReadyAsync();
        Ledger.RefusesNoMore();
    }

    public override IReadOnlyDictionary<string, IReadOnlyList<LogEvent>> ReadDatabase(IEnumerable<string> rooms)
    {
        using var db = new NpgsqlConnection(cluster.ConnectionString);
        db.Open();
        return DatabaseReader.Read(db, rooms);
    }

    public override string? Damage() => null; // PostgreSQL would have failed to read.

    public override void WriteTo(string folder)
    {
        for (var node = 0; node < Servers.Count; node++)
            File.WriteAllText(Path.Combine(folder, $"node{node}.txt"), Servers[node].Output);
    }

    public override ValueTask DisposeAsync() => cluster.DisposeAsync();

    protected override async Task StartAgainAsync(ServerProcess server)
    {
        await server.StartAgainAsync();
        await ServerCluster.ReadyAsync(server);
    }

    private static async Task WithoutDatabaseAsync(Action leave, Action comeBack, TimeSpan time)
    {
        leave();
        await Task.Delay(time);
        comeBack();
    }

    private async Task RollAsync(IEnumerable<int> nodes)
    {
        foreach (var node in nodes)
            await StopAsync(Servers[node], away: TimeSpan.Zero);
    }

    private async Task CutAsync(int node, bool alsoFromDatabase, TimeSpan time)
    {
        if (cluster.Network is not { } network)
            return;
        network.Cut(node, alsoFromDatabase);
        await Task.Delay(time);
        network.Heal();
    }
}
