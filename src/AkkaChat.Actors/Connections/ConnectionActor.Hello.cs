using Akka.Actor;
using AkkaChat.Actors.Directory;
using AkkaChat.Actors.People;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Connections;

/// <summary>Hello: who is it, and under which name.</summary>
public sealed partial class ConnectionActor
{
    private void SayHello(ClientRequest.Hello hello)
    {
        if (me is not null)
        {
            Refuse(hello.Ref, new RequestError(ErrorCode.BadRequest, "type: hello was said already"));
            return;
        }
        var known = hello.Token is null ? null : services.Tokens.Read(hello.Token);
        if (hello.Token is not null && known is null)
        {
            Refuse(hello.Ref, new RequestError(ErrorCode.Unauthenticated, "token: not one of this server's. Say hello without it."));
            return;
        }
        helloUnderWay = hello;
        Timers.Cancel(nameof(HelloTimeout));
        services.People.Tell(new PeopleActor.SignIn(known, hello.Name));
    }

    private void HandleNameTaken(PeopleActor.NameTaken taken) =>
        RefuseHello(new RequestError(ErrorCode.NameTaken, $"name: somebody else is here as {taken.Name}"));

    // Plain text, whose guests have no token and no wish for a name, waits.
    private void HandleNotNow(PeopleActor.NotNow _)
    {
        if (isPatient)
            services.People.Tell(new PeopleActor.SignIn(Known: null, Name: null));
        else
            RefuseHello(NoSignInNow);
    }

    private void RefuseHello(RequestError error)
    {
        Refuse(helloUnderWay!.Ref, error);
        helloUnderWay = null;
        AwaitHello();
        WorkOff();
    }

    private void HandleSignedIn(PeopleActor.SignedIn signedIn)
    {
        me = signedIn.Person;
        sends = signedIn.Sends;
        marks = signedIn.Marks;
        services.Directory.Tell(new RoomDirectoryActor.GetRooms());
    }

    private void HandleRoomList(RoomDirectoryActor.RoomList list)
    {
        Reply(helloUnderWay!.Ref, new Welcome(Self.Path.Name, me!, isPatient ? "" : services.Tokens.Issue(me!), list.Rooms));
        helloUnderWay = null;
        WorkOff();
    }

    private void AwaitHello() =>
        Timers.StartSingleTimer(nameof(HelloTimeout), new HelloTimeout(), TimeSpan.FromMilliseconds(services.Limits.HelloTimeoutMs));

    private void HandleHelloTimeout(HelloTimeout _) => Close(CloseCode.NotTheProtocol);
}
