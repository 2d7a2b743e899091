using AkkaChat.Actors.Cluster;
using AkkaChat.Storage.Postgres;

namespace AkkaChat.Storage.Tests;

/// <summary>What nodes show each other by way of the database.</summary>
public class PostgresNodeRegisterTests : PostgresFixture
{
    private readonly PostgresNodeRegister register;

    public PostgresNodeRegisterTests() => register = new PostgresNodeRegister(Database);

    [Fact]
    public void Each_node_reads_what_the_others_wrote_last()
    {
        Assert.Empty(register.Exchange(View("a", "a")));
        Assert.Empty(register.Exchange(View("a", "a", "b")));
        var ofA = Assert.Single(register.Exchange(View("b", "b", "c")));
        Assert.Equal(("a", "a b", "a"), (ofA.Node, string.Join(' ', ofA.Members), string.Join(' ', ofA.Reached)));
        Assert.Equal(["a", "b"], register.Exchange(View("c", "c")).Select(view => view.Node).Order());
    }

    [Fact]
    public void Who_has_not_written_for_a_while_is_read_by_nobody_and_forgotten_after_an_hour()
    {
        register.Exchange(View("a", "a"));
        register.Exchange(View("b", "b"));
        Storage.Execute("UPDATE nodes SET seen_at = seen_at - interval '3 seconds' WHERE node = 'a'");
        Storage.Execute("UPDATE nodes SET seen_at = seen_at - interval '61 minutes' WHERE node = 'b'");
        Assert.Empty(register.Exchange(View("c", "c")));
        Assert.Equal(2, Ask<int>("SELECT count(*) FROM nodes"));
        register.Exchange(View("b", "b"));
        Assert.Equal("b", Assert.Single(register.Exchange(View("c", "c"))).Node);
    }

    private static NodeView View(string node, params string[] members) => new(node, members, [node]);
}
