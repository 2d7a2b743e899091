using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Hosting;

namespace AkkaChat.Actors.People;

/// <summary>
/// Who is present on this node, as <see cref="PeopleActor"/> is on one machine: two people can't have the same name at the same time on
/// any of the nodes. A name that nobody here has yet is asked for at the <see cref="NameRegistryActor"/>. Whoever is signed in needs it no more.
/// </summary>
public sealed partial class ClusteredPeopleActor : ReceiveActor, IWithTimers
{
    private sealed record Tick : INoSerializationVerificationNeeded;

    private sealed record Sweep : INoSerializationVerificationNeeded;

    private sealed record Waiter(IActorRef Connection, PeopleActor.SignIn Request, Person Person, long Since);

    /// <summary>Longer than it takes until a dead node is out and a registry has begun anew; then whoever signs in is told to try again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan TickInterval = TimeSpan.FromMilliseconds(500), SweepInterval = TimeSpan.FromSeconds(30);

    private readonly IActorRef registry;
    private readonly TimeProvider time;
    private readonly PresentPeople people;

    // Asked for and not decided yet, each once; and who waits for it, if anybody does still.
    private readonly Dictionary<HeldName, List<Waiter>> claims = [];

    public ClusteredPeopleActor(IActorRef registry, ChatLimits limits, TimeProvider time)
    {
        this.registry = registry;
        this.time = time;
        people = new PresentPeople(limits, time);
        Receive<PeopleActor.SignIn>(request => SignIn(request, Sender));
        Receive<Terminated>(HandleTerminated);
        Receive<IFromNameRegistry>(HandleFromRegistry);
        Receive<Tick>(HandleTick);
        Receive<Sweep>(HandleSweep);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    /// <param name="registry">Reaches the <see cref="NameRegistryActor"/>, wherever it lives.</param>
    public static Props Props(IActorRef registry, ChatLimits limits, TimeProvider time) =>
        Akka.Actor.Props.Create(() => new ClusteredPeopleActor(registry, limits, time));

    protected override void PreStart()
    {
        Timers.StartPeriodicTimer(nameof(Tick), new Tick(), TickInterval);
        Timers.StartPeriodicTimer(nameof(Sweep), new Sweep(), SweepInterval);
        BeginSession();
    }

    private void SignIn(PeopleActor.SignIn request, IActorRef connection)
    {
        var person = people.Wanted(request);
        var name = HeldName.Of(person);
        if (people.IsTaken(name))
            connection.Tell(new PeopleActor.NameTaken(person.Name));
        else if (people.Holds(name))
            Admit(new Waiter(connection, request, person, Since: 0));
        else
            Claim(name, new Waiter(connection, request, person, time.GetTimestamp()));
    }

    private void Claim(HeldName name, Waiter waiter)
    {
        if (claims.TryGetValue(name, out var waiters))
            waiters.Add(waiter);
        else
        {
            claims.Add(name, [waiter]);
            Send((session, position) => new ClaimName(session, position, name));
        }
    }

    // Whose connection has ended meanwhile is signed out again at once, by DeathWatch.
    private void Admit(Waiter waiter)
    {
        Context.Watch(waiter.Connection);
        waiter.Connection.Tell(people.Admit(waiter.Connection, waiter.Person, isKnown: waiter.Request.Known is not null));
    }

    private void HandleDecided(NameDecided decided)
    {
        if (!claims.Remove(decided.Name, out var waiters))
            return;
        waiters.ForEach(decided.IsGranted ? Admit : Refuse);
        people.Spread(decided.Name.Person, decided.Nodes);
        if (decided.IsGranted && waiters.Count == 0)
            Release(decided.Name);
        else
            ForgetIfAbsent(decided.Name.Person);
    }

    private void Refuse(Waiter waiter)
    {
        if (waiter.Request is { Known: null, Name: null })
            SignIn(waiter.Request, waiter.Connection); // The name was invented here, and so is another.
        else
            waiter.Connection.Tell(new PeopleActor.NameTaken(waiter.Person.Name));
    }

    private void HandleTerminated(Terminated death)
    {
        if (people.Remove(death.ActorRef, out var left) is { } free)
            Release(free);
        else
            ForgetIfAbsent(left);
    }

    private void Release(HeldName name)
    {
        Send((session, position) => new ReleaseName(session, position, name));
        ForgetIfAbsent(name.Person);
    }

    // Who left and has spent sends stays present in the meantime: on another node they find their part of the allowance, not a whole new one.
    private void ForgetIfAbsent(UserId person)
    {
        var isKnown = people.IsPresent(person);
        if (isKnown && !people.IsAbsent(person))
            return;
        if (claims.Keys.Any(name => name.Person == person))
            return; // On the way in. When it is decided, this is looked at again.
        if (!isKnown || people.TryForget(person))
            Send((session, position) => new ForgetPerson(session, position, person));
    }

    private void HandleSweep(Sweep _)
    {
        foreach (var person in people.Absent)
            ForgetIfAbsent(person);
    }
}

public static class ClusteredPeopleHosting
{
    /// <summary>In place of <see cref="PeopleHosting.AddPeople"/> on a node of a cluster.</summary>
    public static AkkaConfigurationBuilder AddClusteredPeople(this AkkaConfigurationBuilder builder) => builder
        .WithSingleton<NameRegistryActor>(
            "name-registry",
            (_, _, _) => NameRegistryActor.Props(),
            // What is sent while there is no registry is not kept: its session is lost with the old one.
            new ClusterSingletonOptions { BufferSize = 0, SingletonIdentificationInterval = TimeSpan.FromMilliseconds(200) })
        .WithActors((system, registry, resolver) => registry.Register<PeopleActor>(system.ActorOf(
            ClusteredPeopleActor.Props(
                registry.Get<NameRegistryActor>(), resolver.GetService<ChatLimits>(), resolver.GetService<TimeProvider>()),
            "people")));
}
