using System.Security.Cryptography;
using Akka.Actor;
using Akka.Hosting;

namespace AkkaChat.Actors.People;

/// <summary>
/// Who is present on this server, under which name: two people can't have the same name at the same time. A connection signs somebody
/// in; DeathWatch signs them out with their last connection.
/// </summary>
public sealed class PeopleActor : ReceiveActor, IWithTimers
{
    /// <summary>Answered by <see cref="SignedIn"/> or <see cref="NameTaken"/>.</summary>
    /// <param name="Known">Who the connection has proved to be; null for a new guest.</param>
    /// <param name="Name">The wanted name; null keeps the known one, or invents one.</param>
    public sealed record SignIn(Person? Known, string? Name) : INoSerializationVerificationNeeded;

    public sealed record SignedIn(Person Person, Allowance Sends, MarkHint Marks) : INoSerializationVerificationNeeded;

    public sealed record NameTaken(string Name) : INoSerializationVerificationNeeded;

    private sealed class Sweep : INoSerializationVerificationNeeded
    {
        public static readonly Sweep Instance = new();
    }

    private sealed class Presence(Allowance sends, MarkHint marks)
    {
        public Allowance Sends { get; } = sends;

        public MarkHint Marks { get; } = marks;

        public Dictionary<IActorRef, string> NameKeys { get; } = [];
    }

    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(30);
    private const string IdLetters = "0123456789abcdefghjkmnpqrstvwxyz";

    private readonly ChatLimits limits;
    private readonly TimeProvider time;
    private readonly Dictionary<UserId, Presence> people = [];
    private readonly Dictionary<string, UserId> nameOwners = [];
    private readonly Dictionary<IActorRef, UserId> connections = [];

    public PeopleActor(ChatLimits limits, TimeProvider time)
    {
        this.limits = limits;
        this.time = time;
        Receive<SignIn>(HandleSignIn);
        Receive<Terminated>(HandleTerminated);
        Receive<Sweep>(HandleSweep);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(ChatLimits limits, TimeProvider time) =>
        Akka.Actor.Props.Create(() => new PeopleActor(limits, time));

    private void HandleSignIn(SignIn request)
    {
        var id = request.Known?.Id ?? new UserId(RandomNumberGenerator.GetString(IdLetters, 20));
        var name = request.Name ?? request.Known?.Name ?? FreeGuestName();
        var key = PersonName.Key(name);
        if (nameOwners.TryGetValue(key, out var owner) && owner != id)
        {
            Sender.Tell(new NameTaken(name));
            return;
        }

        if (!people.TryGetValue(id, out var presence))
        {
            var sends = new Allowance(limits.SendsPerSecond, limits.SendBurst, time);
            people[id] = presence = new Presence(sends, new MarkHint(mayExist: request.Known is not null));
        }
        nameOwners[key] = id;
        presence.NameKeys[Sender] = key;
        connections[Sender] = id;
        Context.Watch(Sender);
        Sender.Tell(new SignedIn(new Person(id, name), presence.Sends, presence.Marks));
    }

    private void HandleTerminated(Terminated death)
    {
        if (!connections.Remove(death.ActorRef, out var id) || !people.TryGetValue(id, out var presence))
            return;
        presence.NameKeys.Remove(death.ActorRef, out var key);
        if (!presence.NameKeys.ContainsValue(key!))
            nameOwners.Remove(key!);
        if (presence.NameKeys.Count == 0 && !ForgetIfWhole(id, presence) && !Timers.IsTimerActive(nameof(Sweep)))
            Timers.StartPeriodicTimer(nameof(Sweep), Sweep.Instance, SweepInterval);
    }

    // Whoever spent their sends, left and comes back finds them spent: absent people stay until their allowance is whole.
    private void HandleSweep(Sweep _)
    {
        var absent = people.Where(p => p.Value.NameKeys.Count == 0).ToList();
        if (absent.Count(p => ForgetIfWhole(p.Key, p.Value)) == absent.Count)
            Timers.Cancel(nameof(Sweep));
    }

    private bool ForgetIfWhole(UserId id, Presence presence) => presence.Sends.IsWhole && people.Remove(id);

    private string FreeGuestName()
    {
        while (true)
        {
            var name = "guest-" + RandomNumberGenerator.GetString(IdLetters, 5);
            if (!nameOwners.ContainsKey(PersonName.Key(name)))
                return name;
        }
    }
}

public static class PeopleHosting
{
    public static AkkaConfigurationBuilder AddPeople(this AkkaConfigurationBuilder builder) =>
        builder.WithActors((system, registry, resolver) => registry.Register<PeopleActor>(system.ActorOf(
            PeopleActor.Props(resolver.GetService<ChatLimits>(), resolver.GetService<TimeProvider>()), "people")));
}
