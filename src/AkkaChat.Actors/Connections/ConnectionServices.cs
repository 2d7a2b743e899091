using Akka.Actor;
using AkkaChat.Actors.Inspection;
using AkkaChat.Actors.People;

namespace AkkaChat.Actors.Connections;

/// <summary>What every connection needs.</summary>
/// <param name="Rooms">Where messages to rooms go, wherever those live.</param>
/// <param name="People">The <see cref="PeopleActor"/>.</param>
/// <param name="Directory">The <see cref="Directory.RoomDirectoryActor"/>.</param>
public sealed record ConnectionServices(
    IActorRef Rooms, IActorRef People, IActorRef Directory, IGuestTokens Tokens, ChatLimits Limits, TimeProvider Time)
{
    public MessageProbe Probe { get; init; } = new(TimeProvider.System);
}
