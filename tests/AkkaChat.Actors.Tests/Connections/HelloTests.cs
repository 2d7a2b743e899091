using Akka.Actor;
using AkkaChat.Actors.Connections;
using AkkaChat.Actors.People;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Tests.Connections;

public class HelloTests : ConnectionActorTestKit
{
    [Fact]
    public async Task Who_can_not_be_signed_in_now_is_told_so_and_may_try_again()
    {
        var people = CreateTestProbe();
        var connection = Connect(people: people);
        connection.Tell(Received(new ClientRequest.Hello(1, "Ann", null)));
        await people.ExpectMsgAsync<PeopleActor.SignIn>();
        people.Reply(new PeopleActor.NotNow());
        var refused = await NextReplyAsync<RequestError>(1);
        Assert.Equal((ErrorCode.Unavailable, 1_000), (refused.Code, refused.RetryAfterMs));

        connection.Tell(Received(new ClientRequest.Hello(2, "Ann", null)));
        Assert.Equal("Ann", (await people.ExpectMsgAsync<PeopleActor.SignIn>()).Name);
    }

    [Fact]
    public async Task Plain_text_waits_until_it_can_be_signed_in()
    {
        var people = CreateTestProbe();
        var connection = Connect(isPatient: true, people: people);
        connection.Tell(Received(new ClientRequest.Hello(null, null, null), new ClientRequest.Join(null, Room, null)));
        await people.ExpectMsgAsync<PeopleActor.SignIn>();
        people.Reply(new PeopleActor.NotNow());
        await people.ExpectMsgAsync<PeopleActor.SignIn>();
        people.Reply(new PeopleActor.SignedIn(new Person(new UserId("a"), "guest-a"), new Allowance(0, 1, TimeProvider.System), new MarkHint(false)));
        await RoomProbe.ExpectMsgAsync<JoinRoom>();
    }

    [Fact]
    public async Task A_hello_that_takes_long_is_not_taken_for_none_and_a_refused_one_does_not_hold_the_door_open()
    {
        var people = CreateTestProbe();
        var connection = Connect(limits: Limits with { HelloTimeoutMs = 100 }, people: people);
        connection.Tell(Received(new ClientRequest.Hello(1, "Ann", null)));
        await people.ExpectMsgAsync<PeopleActor.SignIn>();
        await people.ExpectNoMsgAsync(TimeSpan.FromMilliseconds(300));
        Assert.Null(Channel.ClosedWith);
        connection.Tell(new PeopleActor.NotNow(), people);
        await AwaitAssertAsync(() => Assert.Equal(CloseCode.NotTheProtocol, Channel.ClosedWith));
    }
}
