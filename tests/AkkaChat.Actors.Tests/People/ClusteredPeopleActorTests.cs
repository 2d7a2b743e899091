using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using AkkaChat.Actors.People;
using Microsoft.Extensions.Time.Testing;
using static AkkaChat.Actors.People.PeopleActor;

namespace AkkaChat.Actors.Tests.People;

/// <summary>A node's side, with a registry that the test plays.</summary>
public class ClusteredPeopleActorTests : TestKit
{
    private readonly FakeTimeProvider time = new();
    private readonly TestProbe registry;
    private readonly IActorRef people;

    public ClusteredPeopleActorTests()
        : base("akka.loglevel = OFF")
    {
        registry = CreateTestProbe();
        registry.IgnoreMessages(message => message is TouchRegistry);
        people = Sys.ActorOf(ClusteredPeopleActor.Props(registry, new ChatLimits(), time));
    }

    [Fact]
    public async Task Nobody_waits_for_ever_when_the_registry_does_not_answer()
    {
        var connection = SignIn("Ann");
        await registry.FishForMessageAsync<ClaimName>(_ => true);
        await connection.ExpectNoMsgAsync(TimeSpan.FromMilliseconds(100));
        time.Advance(TimeSpan.FromSeconds(8));
        await connection.ExpectMsgAsync<NotNow>();
    }

    [Fact]
    public async Task Whoever_is_here_already_comes_again_without_asking_the_registry()
    {
        var (_, signedIn) = await SignedInAsync("Ann");
        var again = SignIn(name: null, signedIn.Person);
        Assert.Same(signedIn.Sends, (await again.ExpectMsgAsync<SignedIn>()).Sends);
        await registry.ExpectNoMsgAsync(TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public async Task A_registry_that_begins_anew_is_told_who_is_here_and_asked_again_what_it_has_not_decided()
    {
        var (_, ann) = await SignedInAsync("Ann");
        var connection = SignIn("Bob");
        var first = await registry.FishForMessageAsync<ClaimName>(_ => true);
        people.Tell(new HoldNamesAnew(first.Session), registry);
        Assert.Equal([HeldName.Of(ann.Person)], (await registry.ExpectMsgAsync<HoldNames>()).Names);
        Assert.Equal([ann.Person.Id], (await registry.ExpectMsgAsync<HoldNames>()).People);
        Assert.True((await registry.ExpectMsgAsync<HoldNames>()).IsLast);
        var again = await registry.ExpectMsgAsync<ClaimName>();
        Assert.Equal(first.Name, again.Name);
        Assert.True(again.Session > first.Session);

        Decide(first, isGranted: false); // Of the session that has ended.
        Decide(again, isGranted: true);
        await connection.ExpectMsgAsync<SignedIn>();
    }

    [Fact]
    public async Task A_decision_that_was_lost_is_asked_for_again()
    {
        var connection = SignIn("Ann");
        var claim = await registry.FishForMessageAsync<ClaimName>(_ => true);
        people.Tell(new RegistryTouched(claim.Session, Sent: 1), registry);
        Decide(await registry.FishForMessageAsync<ClaimName>(again => again.Session > claim.Session), isGranted: true);
        await connection.ExpectMsgAsync<SignedIn>();
    }

    [Fact]
    public async Task A_name_that_comes_too_late_is_given_back()
    {
        var connection = SignIn("Ann");
        var claim = await registry.FishForMessageAsync<ClaimName>(_ => true);
        time.Advance(TimeSpan.FromSeconds(8));
        await connection.ExpectMsgAsync<NotNow>();
        Decide(claim, isGranted: true);
        Assert.Equal(claim.Name, (await registry.ExpectMsgAsync<ReleaseName>()).Name);
        Assert.Equal(claim.Name.Person, (await registry.ExpectMsgAsync<ForgetPerson>()).Person);
    }

    [Fact]
    public async Task Who_has_gone_before_the_decision_is_signed_out_again()
    {
        var connection = SignIn("Ann");
        var claim = await registry.FishForMessageAsync<ClaimName>(_ => true);
        Watch(connection);
        Sys.Stop(connection);
        await ExpectTerminatedAsync(connection);
        Decide(claim, isGranted: true);
        Assert.Equal(claim.Name, (await registry.ExpectMsgAsync<ReleaseName>()).Name);
    }

    [Fact]
    public async Task A_guest_whose_invented_name_is_taken_elsewhere_gets_another()
    {
        var connection = SignIn(name: null);
        var claim = await registry.FishForMessageAsync<ClaimName>(_ => true);
        Decide(claim, isGranted: false);
        var another = await registry.FishForMessageAsync<ClaimName>(_ => true);
        Assert.NotEqual(claim.Name.Key, another.Name.Key);
        Decide(another, isGranted: true);
        await connection.ExpectMsgAsync<SignedIn>();
    }

    private TestProbe SignIn(string? name, Person? known = null)
    {
        var connection = CreateTestProbe();
        people.Tell(new SignIn(known, name), connection);
        return connection;
    }

    private async Task<(TestProbe Connection, SignedIn Answer)> SignedInAsync(string name)
    {
        var connection = SignIn(name);
        Decide(await registry.FishForMessageAsync<ClaimName>(_ => true), isGranted: true);
        return (connection, await connection.ExpectMsgAsync<SignedIn>());
    }

    private void Decide(ClaimName claim, bool isGranted) => people.Tell(new NameDecided(claim.Session, claim.Name, isGranted, Nodes: 1), registry);
}
