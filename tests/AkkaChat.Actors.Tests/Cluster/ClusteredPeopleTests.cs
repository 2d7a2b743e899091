using System.Diagnostics;
using Akka.Actor;
using AkkaChat.Actors.People;
using Xunit.Abstractions;
using static AkkaChat.Actors.People.PeopleActor;

namespace AkkaChat.Actors.Tests.Cluster;

/// <summary>People on several nodes: names, and what each person may send, are the cluster's.</summary>
public class ClusteredPeopleTests(ITestOutputHelper output)
{
    /// <summary>So slow that nothing comes back while a test runs.</summary>
    private static readonly ChatLimits OneBurst = new() { SendsPerSecond = 0.000_01, SendBurst = 20 };

    [Fact]
    public async Task Two_people_can_not_have_one_name_on_two_nodes_at_the_same_time()
    {
        await using var cluster = await TestCluster.StartAsync(nodes: 2);
        var (ann, _) = await SignedInAsync(cluster.Nodes[0], known: null, "Ann");
        Assert.IsType<NameTaken>((await cluster.Nodes[1].SignInAsync(null, "ＡＮＮ")).Answer);
        cluster.Nodes[0].System.Stop(ann);
        await EventuallySignedInAsync(cluster.Nodes[1], "ann");
        Assert.IsType<NameTaken>((await cluster.Nodes[0].SignInAsync(null, "Ann")).Answer);
    }

    [Fact]
    public async Task Of_many_who_want_a_name_at_once_one_gets_it()
    {
        await using var cluster = await TestCluster.StartAsync(nodes: 3);
        for (var round = 0; round < 20; round++)
        {
            var name = $"name {round}";
            var wishes = Enumerable.Range(0, 12).Select(i => cluster.Nodes[i % 3].SignInAsync(null, name));
            Assert.Single(await Task.WhenAll(wishes), wish => wish.Answer is SignedIn);
        }
    }

    [Fact]
    public async Task Five_connections_on_three_nodes_have_one_allowance_together()
    {
        await using var cluster = await TestCluster.StartAsync(nodes: 3, limits: OneBurst);
        var (_, first) = await SignedInAsync(cluster.Nodes[0], known: null, "Ann");
        var all = new List<SignedIn> { first };
        foreach (var node in new[] { 0, 1, 1, 2 })
            all.Add((await SignedInAsync(cluster.Nodes[node], first.Person, name: null)).Answer);
        foreach (var node in cluster.Nodes) // A decision comes behind all that the registry told the node before.
            await SignedInAsync(node, first.Person, "Ann again");
        Assert.Equal(18, all.Sum(connection => Enumerable.Range(0, 100).Count(_ => connection.Sends.TryTake() == TimeSpan.Zero)));
    }

    [Fact]
    public async Task Who_goes_from_one_node_to_another_does_not_get_a_whole_allowance_anew()
    {
        await using var cluster = await TestCluster.StartAsync(nodes: 2, limits: OneBurst);
        var (connection, first) = await SignedInAsync(cluster.Nodes[0], known: null, "Ann");
        first.Sends.TryTake();
        cluster.Nodes[0].System.Stop(connection);
        var (_, there) = await SignedInAsync(cluster.Nodes[1], first.Person, name: null);
        Assert.Equal(10, Enumerable.Range(0, 100).Count(_ => there.Sends.TryTake() == TimeSpan.Zero));
    }

    [Fact]
    public async Task Who_is_on_one_node_again_has_the_whole_allowance()
    {
        await using var cluster = await TestCluster.StartAsync(nodes: 2, limits: OneBurst);
        var (_, here) = await SignedInAsync(cluster.Nodes[0], known: null, "Ann");
        var (there, _) = await SignedInAsync(cluster.Nodes[1], here.Person, name: null);
        await TestCluster.EventuallyAsync(() => here.Sends.Sharers == 2, "it is divided");
        cluster.Nodes[1].System.Stop(there);
        await TestCluster.EventuallyAsync(() => here.Sends.Sharers == 1, "it is whole again");
        Assert.Equal(20, Enumerable.Range(0, 100).Count(_ => here.Sends.TryTake() == TimeSpan.Zero));
    }

    [Fact]
    public async Task A_new_guest_who_comes_to_another_node_may_have_read_marks_on_both()
    {
        await using var cluster = await TestCluster.StartAsync(nodes: 2);
        var (_, here) = await SignedInAsync(cluster.Nodes[0], known: null, "Ann");
        Assert.False(here.Marks.MayExist);
        var (_, there) = await SignedInAsync(cluster.Nodes[1], here.Person, name: null);
        Assert.True(there.Marks.MayExist);
        await TestCluster.EventuallyAsync(() => here.Marks.MayExist, "the first node knows");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Names_are_held_and_people_can_sign_in_when_the_node_of_the_registry_is_gone(bool isSudden)
    {
        await using var cluster = await TestCluster.StartAsync(nodes: 3);
        var oldest = cluster.Nodes.Single(node => Akka.Cluster.Cluster.Get(node.System) is var c && c.State.Members.All(m => !m.IsOlderThan(c.SelfMember)));
        var staying = cluster.Nodes.Where(node => node != oldest).ToList();
        await SignedInAsync(oldest, known: null, "of the gone");
        await SignedInAsync(staying[0], known: null, "of the first");
        await SignedInAsync(staying[1], known: null, "of the second");

        await (isSudden ? oldest.CutOffAsync() : oldest.LeaveAsync());
        var since = Stopwatch.GetTimestamp();
        var (_, late) = await SignedInAsync(staying[0], known: null, "late");
        output.WriteLine($"To sign in took {Stopwatch.GetElapsedTime(since).TotalMilliseconds:0} ms");
        Assert.IsType<NameTaken>((await staying[0].SignInAsync(null, "of the second")).Answer);
        Assert.IsType<NameTaken>((await staying[1].SignInAsync(null, "of the first")).Answer);
        Assert.IsType<NameTaken>((await staying[1].SignInAsync(null, "late")).Answer);
        Assert.Equal(late.Person, (await SignedInAsync(staying[1], late.Person, name: null)).Answer.Person);
        await EventuallySignedInAsync(staying[1], "of the gone");
    }

    private static async Task<(IActorRef Connection, SignedIn Answer)> SignedInAsync(TestNode node, Person? known, string? name)
    {
        var (connection, answer) = await node.SignInAsync(known, name);
        return (connection, Assert.IsType<SignedIn>(answer));
    }

    private static Task EventuallySignedInAsync(TestNode node, string name) => TestCluster.EventuallyAsync(
        async () => (await node.SignInAsync(null, name)).Answer is SignedIn, $"{name} is signed in");
}
