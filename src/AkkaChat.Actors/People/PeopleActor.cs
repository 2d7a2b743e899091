using Akka.Actor;
using Akka.Hosting;

namespace AkkaChat.Actors.People;

/// <summary>
/// Who is present on this server, under which name: two people can't have the same name at the same time. A connection signs somebody
/// in; DeathWatch signs them out with their last connection. In a cluster <see cref="ClusteredPeopleActor"/> takes its place.
/// </summary>
public sealed class PeopleActor : ReceiveActor, IWithTimers
{
    /// <summary>Answered by <see cref="SignedIn"/>, <see cref="NameTaken"/> or <see cref="NotNow"/>.</summary>
    /// <param name="Known">Who the connection has proved to be; null for a new guest.</param>
    /// <param name="Name">The wanted name; null keeps the known one, or invents one.</param>
    public sealed record SignIn(Person? Known, string? Name) : INoSerializationVerificationNeeded;

    public sealed record SignedIn(Person Person, Allowance Sends, MarkHint Marks) : INoSerializationVerificationNeeded;

    public sealed record NameTaken(string Name) : INoSerializationVerificationNeeded;

    /// <summary>In a cluster: nobody can tell at the moment whether the name is free.</summary>
    public sealed record NotNow : INoSerializationVerificationNeeded;

    private sealed class Sweep : INoSerializationVerificationNeeded
    {
        public static readonly Sweep Instance = new();
    }

    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(30);

    private readonly PresentPeople people;

    public PeopleActor(ChatLimits limits, TimeProvider time)
    {
        people = new PresentPeople(limits, time);
        Receive<SignIn>(HandleSignIn);
        Receive<Terminated>(HandleTerminated);
        Receive<Sweep>(HandleSweep);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(ChatLimits limits, TimeProvider time) =>
        Akka.Actor.Props.Create(() => new PeopleActor(limits, time));

    private void HandleSignIn(SignIn request)
    {
        var person = people.Wanted(request);
        if (people.IsTaken(HeldName.Of(person)))
        {
            Sender.Tell(new NameTaken(person.Name));
            return;
        }
        Context.Watch(Sender);
        Sender.Tell(people.Admit(Sender, person, isKnown: request.Known is not null));
    }

    private void HandleTerminated(Terminated death)
    {
        people.Remove(death.ActorRef, out var left);
        if (people.IsAbsent(left) && !people.TryForget(left) && !Timers.IsTimerActive(nameof(Sweep)))
            Timers.StartPeriodicTimer(nameof(Sweep), Sweep.Instance, SweepInterval);
    }

    private void HandleSweep(Sweep _)
    {
        var staying = people.Absent.Where(p => !people.TryForget(p)).ToList();
        if (staying.Count == 0)
            Timers.Cancel(nameof(Sweep));
    }
}

public static class PeopleHosting
{
    public static AkkaConfigurationBuilder AddPeople(this AkkaConfigurationBuilder builder) =>
        builder.WithActors((system, registry, resolver) => registry.Register<PeopleActor>(system.ActorOf(
            PeopleActor.Props(resolver.GetService<ChatLimits>(), resolver.GetService<TimeProvider>()), "people")));
}
