using AkkaChat.Actors.Cluster;
using Dapper;

namespace AkkaChat.Storage.Postgres;

/// <summary>A row a node, with the database's clock; rows of nodes that are no more go after an hour.</summary>
public sealed class PostgresNodeRegister(PostgresDatabase database) : INodeRegister
{
    private const string Sql = """
        WITH mine AS (
            INSERT INTO nodes (node, members, reached, seen_at) VALUES (@Node, @Members, @Reached, clock_timestamp())
            ON CONFLICT (node) DO UPDATE SET members = excluded.members, reached = excluded.reached, seen_at = excluded.seen_at
        ), gone AS (
            DELETE FROM nodes WHERE node <> @Node AND seen_at < clock_timestamp() - interval '1 hour'
        )
        SELECT node, members, reached FROM nodes WHERE node <> @Node AND seen_at > clock_timestamp() - interval '2.5 seconds'
        """;

    /// <inheritdoc/>
    public IReadOnlyList<NodeView> Exchange(NodeView mine) => database.Ask(db => db
        .Query<(string Node, string[] Members, string[] Reached)>(Sql, new { mine.Node, Members = mine.Members.ToArray(), Reached = mine.Reached.ToArray() })
        .Select(row => new NodeView(row.Node, row.Members, row.Reached)).ToList());
}
