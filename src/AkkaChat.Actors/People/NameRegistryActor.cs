using Akka.Actor;
using Akka.Cluster;

namespace AkkaChat.Actors.People;

/// <summary>
/// The one registry of names in a cluster, a singleton on its oldest node. It keeps nothing: what is held, the nodes know, and tell each new
/// registry. It decides nothing before it has heard all nodes, so no name is given away that somebody has; a node that can't be
/// reached holds it up until the cluster has put that node out.
/// </summary>
public sealed class NameRegistryActor : ReceiveActor
{
    private sealed class Session(long number)
    {
        public long Number => number;

        public long Received { get; set; } = 1;

        public long Sent { get; set; }

        /// <summary>It has told all that it holds.</summary>
        public bool IsWhole { get; set; }
    }

    private readonly Akka.Cluster.Cluster cluster = Akka.Cluster.Cluster.Get(Context.System);
    private readonly NameRegistry registry = new();
    private readonly Dictionary<IActorRef, Session> sessions = [];
    private readonly Queue<(IActorRef Node, ClaimName Claim)> undecided = new();

    // Members that were there before this registry, and have not told it what they hold. Null until they are known.
    private HashSet<Address>? unheard;

    public NameRegistryActor()
    {
        Receive<ClusterEvent.CurrentClusterState>(HandleClusterState);
        Receive<ClusterEvent.MemberRemoved>(HandleRemoved);
        Receive<IToNameRegistry>(HandleFromNode);
        Receive<Terminated>(HandleTerminated);
    }

    public static Props Props() => Akka.Actor.Props.Create(() => new NameRegistryActor());

    protected override void PreStart() => cluster.Subscribe(Self, typeof(ClusterEvent.MemberRemoved));

    protected override void PostStop() => cluster.Unsubscribe(Self);

    private bool CanDecide => unheard is { Count: 0 } && sessions.Values.All(s => s.IsWhole);

    // Who joins later holds nothing yet.
    private void HandleClusterState(ClusterEvent.CurrentClusterState state)
    {
        unheard = [.. state.Members.Where(m => m.Status is MemberStatus.Up or MemberStatus.Leaving or MemberStatus.Exiting).Select(m => m.Address)];
        unheard.ExceptWith(sessions.Where(s => s.Value.IsWhole).Select(s => AddressOf(s.Key)));
        DecideWhatWaits();
    }

    private void HandleRemoved(ClusterEvent.MemberRemoved removed)
    {
        unheard?.Remove(removed.Member.Address);
        DecideWhatWaits();
    }

    private void HandleFromNode(IToNameRegistry message)
    {
        var session = sessions.GetValueOrDefault(Sender);
        if (message.Session < session?.Number)
            return;
        if (message is HoldNames { Position: 1 } && message.Session != session?.Number)
            Take(message, Begin(message.Session));
        else if (message.Session == session?.Number && message.Position == session.Received + 1)
        {
            session.Received++;
            Take(message, session);
        }
        else
            Sender.Tell(new HoldNamesAnew(message.Session));
    }

    private Session Begin(long number)
    {
        Forget(Sender);
        Context.Watch(Sender);
        return sessions[Sender] = new Session(number);
    }

    private void Take(IToNameRegistry message, Session session)
    {
        switch (message)
        {
            case HoldNames m:
                TakeHeld(m, session);
                break;
            case ClaimName m:
                undecided.Enqueue((Sender, m));
                DecideWhatWaits();
                break;
            case ReleaseName m:
                registry.Release(Sender, m.Name);
                break;
            case ForgetPerson m:
                if (registry.Leave(Sender, m.Person))
                    TellSpread(m.Person);
                break;
            case TouchRegistry:
                Sender.Tell(new RegistryTouched(session.Number, session.Sent));
                break;
        }
    }

    private void TakeHeld(HoldNames held, Session session)
    {
        foreach (var name in held.Names)
            registry.Hold(Sender, name);
        foreach (var person in held.People.Where(p => registry.Enter(Sender, p) && registry.NodesOf(p).Count > 1))
            TellSpread(person);
        if (!held.IsLast)
            return;
        session.IsWhole = true;
        unheard?.Remove(AddressOf(Sender));
        DecideWhatWaits();
    }

    private void DecideWhatWaits()
    {
        while (undecided.Count > 0 && CanDecide)
        {
            var (node, claim) = undecided.Dequeue();
            if (sessions.GetValueOrDefault(node)?.Number == claim.Session)
                Decide(node, claim);
        }
    }

    private void Decide(IActorRef node, ClaimName claim)
    {
        var isGranted = registry.TryHold(node, claim.Name);
        if (isGranted && registry.Enter(node, claim.Name.Person))
            TellSpread(claim.Name.Person, but: node);
        Tell(node, session => new NameDecided(session, claim.Name, isGranted, registry.NodesOf(claim.Name.Person).Count));
    }

    private void HandleTerminated(Terminated death)
    {
        Forget(death.ActorRef);
        unheard?.Remove(AddressOf(death.ActorRef));
        DecideWhatWaits();
    }

    private void Forget(IActorRef node)
    {
        Context.Unwatch(node);
        if (!sessions.Remove(node))
            return;
        foreach (var person in registry.Drop(node))
            TellSpread(person);
    }

    private void TellSpread(UserId person, IActorRef? but = null)
    {
        var nodes = registry.NodesOf(person);
        foreach (var node in nodes.Where(n => !n.Equals(but)))
            Tell(node, session => new PersonSpread(session, person, nodes.Count));
    }

    private void Tell(IActorRef node, Func<long, IFromNameRegistry> message)
    {
        var session = sessions[node];
        session.Sent++;
        node.Tell(message(session.Number));
    }

    // Those of this node have no host in their address.
    private Address AddressOf(IActorRef node) => node.Path.Address.HasGlobalScope ? node.Path.Address : cluster.SelfAddress;
}
