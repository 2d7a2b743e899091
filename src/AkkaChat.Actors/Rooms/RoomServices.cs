using Akka.Actor;

namespace AkkaChat.Actors.Rooms;

/// <summary>What every room needs.</summary>
/// <param name="Writer">The one <see cref="Log.RoomLogWriter"/>.</param>
/// <param name="Reader">The <see cref="Log.RoomLogReader"/>s.</param>
/// <param name="Directory">The <see cref="Directory.RoomDirectoryActor"/>.</param>
public sealed record RoomServices(IActorRef Writer, IActorRef Reader, IActorRef Directory, RoomSettings Settings, TimeProvider Time);
