using Akka.Actor;
using Akka.Hosting;
using AkkaChat.Actors.Directory;
using AkkaChat.Actors.Inspection;
using AkkaChat.Actors.People;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Connections;

/// <summary>The parent of all connections: starts one for each socket, and drains them all when the server stops.</summary>
public sealed class ConnectionsActor : ReceiveActor
{
    /// <summary>Answered with the <see cref="IActorRef"/> of the new connection.</summary>
    public sealed record Open(IClientChannel Channel, bool IsPatient) : INoSerializationVerificationNeeded;

    /// <summary>Answered by <see cref="Drained"/> when the last connection has ended.</summary>
    public sealed record DrainAll : INoSerializationVerificationNeeded;

    public sealed record Drained : INoSerializationVerificationNeeded;

    private readonly ConnectionServices services;
    private IActorRef? whoDrains;
    private long lastConnection;
    private int open;

    public ConnectionsActor(ConnectionServices services)
    {
        this.services = services;
        Receive<Open>(HandleOpen);
        Receive<Terminated>(HandleTerminated);
        Receive<DrainAll>(HandleDrainAll);
        Receive<Look>(HandleLook);
    }

    public static Props Props(ConnectionServices services) => Akka.Actor.Props.Create(() => new ConnectionsActor(services));

    // A connection that fails is closed; its client comes back and resumes.
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    private void HandleOpen(Open request)
    {
        var name = "c" + (++lastConnection);
        var connection = Context.ActorOf(ConnectionActor.Props(services, request.Channel, request.IsPatient).WithDispatcher(InlineDispatcher.Path), name);
        Context.Watch(connection);
        open++;
        Sender.Tell(connection);
        if (whoDrains is not null)
            connection.Tell(new ConnectionActor.Drain());
    }

    private void HandleTerminated(Terminated _)
    {
        open--;
        TellWhenDrained();
    }

    private void HandleDrainAll(DrainAll _)
    {
        whoDrains = Sender;
        foreach (var connection in Context.GetChildren())
            connection.Tell(new ConnectionActor.Drain());
        TellWhenDrained();
    }

    private void HandleLook(Look look)
    {
        var connections = Context.GetChildren().ToList();
        Sender.Tell(new ConnectionsReport(connections.Count));
        foreach (var connection in connections)
            connection.Forward(look);
    }

    private void TellWhenDrained()
    {
        if (open == 0)
            whoDrains?.Tell(new Drained());
    }
}

public static class ConnectionsHosting
{
    public static AkkaConfigurationBuilder AddConnections(this AkkaConfigurationBuilder builder) =>
        builder.AddHocon(InlineDispatcher.Config, HoconAddMode.Prepend).WithActors((system, registry, resolver) => registry.Register<ConnectionsActor>(system.ActorOf(
            ConnectionsActor.Props(new ConnectionServices(
                registry.Get<RoomsActor>(),
                registry.Get<PeopleActor>(),
                registry.Get<RoomDirectoryActor>(),
                resolver.GetService<IGuestTokens>(),
                resolver.GetService<ChatLimits>(),
                resolver.GetService<TimeProvider>())
            {
                Probe = resolver.GetService<MessageProbe>(),
            }),
            "connections")));
}
