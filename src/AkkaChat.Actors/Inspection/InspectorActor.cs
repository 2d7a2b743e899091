using Akka.Actor;
using Akka.Hosting;
using AkkaChat.Actors.Connections;
using AkkaChat.Actors.Log;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Inspection;

/// <summary>What a node can be looked at by.</summary>
/// <param name="Connections">The <see cref="ConnectionsActor"/>.</param>
/// <param name="Writer">The <see cref="RoomLogWriter"/>.</param>
/// <param name="Reader">The <see cref="RoomLogReader"/>s.</param>
public sealed record InspectionServices(RoomsHere Rooms, IActorRef Connections, IActorRef Writer, IActorRef Reader);

/// <summary>One a node, under the same name on all: answers who looks at the node or at the whole cluster (docs/operations.md, To look inside).</summary>
public sealed class InspectorActor : ReceiveActor
{
    /// <summary>The actor's name, by which nodes find each other's.</summary>
    public const string Name = "inspector";

    private readonly InspectionServices services;

    public InspectorActor(InspectionServices services)
    {
        this.services = services;
        Receive<LookAtNode>(HandleLookAtNode);
        Receive<LookAtCluster>(HandleLookAtCluster);
    }

    public static Props Props(InspectionServices services) => Akka.Actor.Props.Create(() => new InspectorActor(services));

    // Who waits for a look that failed has a time limit of their own.
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    private void HandleLookAtNode(LookAtNode request) => Context.ActorOf(NodeLookActor.Props(services, request, Sender));

    private void HandleLookAtCluster(LookAtCluster _) => Context.ActorOf(ClusterLookActor.Props(Sender));
}

public static class InspectionHosting
{
    public static AkkaConfigurationBuilder AddInspection(this AkkaConfigurationBuilder builder) =>
        builder.WithActors((system, registry, resolver) => registry.Register<InspectorActor>(system.ActorOf(
            InspectorActor.Props(new InspectionServices(
                resolver.GetService<RoomsHere>(),
                registry.Get<ConnectionsActor>(),
                registry.Get<RoomLogWriter>(),
                registry.Get<RoomLogReader>())),
            InspectorActor.Name)));
}
