using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using AkkaChat.Actors.People;

namespace AkkaChat.Actors.Tests.People;

public class PeopleActorTests : TestKit
{
    private readonly IActorRef people;

    public PeopleActorTests()
        : base("akka.loglevel = OFF") => people = Sys.ActorOf(PeopleActor.Props(new ChatLimits(), TimeProvider.System));

    [Fact]
    public async Task Two_people_can_not_have_one_name_at_the_same_time()
    {
        var ann = await SignInAsync("Ann");
        var other = CreateTestProbe();
        people.Tell(new PeopleActor.SignIn(null, "ＡＮＮ"), other);
        await other.ExpectMsgAsync<PeopleActor.NameTaken>();

        Sys.Stop(ann.Connection.Ref);
        await AwaitAssertAsync(async () =>
        {
            people.Tell(new PeopleActor.SignIn(null, "ann"), other);
            await other.ExpectMsgAsync<PeopleActor.SignedIn>(TimeSpan.FromMilliseconds(200));
        });
    }

    [Fact]
    public async Task The_same_person_may_come_twice_and_shares_one_allowance()
    {
        var (_, first) = await SignInAsync("Ann");
        var second = CreateTestProbe();
        people.Tell(new PeopleActor.SignIn(first.Person, null), second);
        var again = await second.ExpectMsgAsync<PeopleActor.SignedIn>();
        Assert.Equal(first.Person, again.Person);
        Assert.Same(first.Sends, again.Sends);
    }

    [Fact]
    public async Task Leaving_does_not_bring_spent_sends_back()
    {
        var (connection, signedIn) = await SignInAsync("Ann");
        signedIn.Sends.TryTake();
        Watch(connection.Ref);
        Sys.Stop(connection.Ref);
        await ExpectTerminatedAsync(connection.Ref);
        var later = CreateTestProbe();
        people.Tell(new PeopleActor.SignIn(signedIn.Person, null), later);
        Assert.Same(signedIn.Sends, (await later.ExpectMsgAsync<PeopleActor.SignedIn>()).Sends);
    }

    [Fact]
    public async Task Guests_without_a_name_get_different_ones()
    {
        var (_, one) = await SignInAsync(null);
        var (_, other) = await SignInAsync(null);
        Assert.Matches("^guest-[a-z0-9]{5}$", one.Person.Name);
        Assert.NotEqual(one.Person.Name, other.Person.Name);
        Assert.NotEqual(one.Person.Id, other.Person.Id);
    }

    private async Task<(TestProbe Connection, PeopleActor.SignedIn SignedIn)> SignInAsync(string? name)
    {
        var connection = CreateTestProbe();
        people.Tell(new PeopleActor.SignIn(null, name), connection);
        return (connection, await connection.ExpectMsgAsync<PeopleActor.SignedIn>());
    }
}
