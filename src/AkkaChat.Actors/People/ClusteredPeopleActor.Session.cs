using Akka.Actor;

namespace AkkaChat.Actors.People;

/// <summary>The node's side of its session with the registry. Messages may be lost, and registries begin anew: numbers show it.</summary>
public sealed partial class ClusteredPeopleActor
{
    /// <summary>Some hundred bytes each, well below what fits into a message between nodes.</summary>
    private const int NamesInAMessage = 2_000;

    // Of the process: an actor that starts anew goes on from there.
    private static long lastSession;

    private long session, sent, received;

    private void BeginSession()
    {
        session = Interlocked.Increment(ref lastSession);
        sent = received = 0;
        foreach (var person in people.People)
            people.Spread(person, machines: 1); // The registry tells who is elsewhere too.
        foreach (var (names, present, isLast) in Held())
            Send((session, position) => new HoldNames(session, position, names, present, isLast));
        foreach (var (name, waiters) in claims)
        {
            if (waiters.Count == 0)
                claims.Remove(name);
            else
                Send((session, position) => new ClaimName(session, position, name));
        }
    }

    private IEnumerable<(IReadOnlyList<HeldName> Names, IReadOnlyList<UserId> People, bool IsLast)> Held()
    {
        foreach (var names in people.Names.Chunk(NamesInAMessage))
            yield return (names, [], false);
        foreach (var present in people.People.Chunk(NamesInAMessage))
            yield return ([], present, false);
        yield return ([], [], true);
    }

    private void Send(Func<long, long, IToNameRegistry> message) => registry.Tell(message(session, ++sent));

    private void HandleFromRegistry(IFromNameRegistry message)
    {
        if (message.Session != session)
            return;
        switch (message)
        {
            case NameDecided m:
                received++;
                HandleDecided(m);
                break;
            case PersonSpread m:
                received++;
                people.Spread(m.Person, m.Nodes);
                break;
            case RegistryTouched m when m.Sent != received:
            case HoldNamesAnew:
                BeginSession();
                break;
        }
    }

    private void HandleTick(Tick _)
    {
        foreach (var waiters in claims.Values)
            waiters.RemoveAll(HasWaitedTooLong);
        Send((session, position) => new TouchRegistry(session, position));
    }

    private bool HasWaitedTooLong(Waiter waiter)
    {
        if (time.GetElapsedTime(waiter.Since) < Patience)
            return false;
        waiter.Connection.Tell(new PeopleActor.NotNow());
        return true;
    }
}
