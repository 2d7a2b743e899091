using Akka.Actor;
using Akka.Hosting;
using AkkaChat.Actors.Directory;
using AkkaChat.Actors.Log;

namespace AkkaChat.Actors.Rooms;

/// <summary>What every room needs.</summary>
/// <param name="Writer">The one <see cref="RoomLogWriter"/>.</param>
/// <param name="Reader">The <see cref="RoomLogReader"/>s.</param>
/// <param name="Directory">The <see cref="RoomDirectoryActor"/>.</param>
public sealed record RoomServices(IActorRef Writer, IActorRef Reader, IActorRef Directory, RoomSettings Settings, TimeProvider Time)
{
    public RoomsHere Here { get; init; } = new();

    internal static RoomServices Of(IActorRegistry registry, Akka.DependencyInjection.IDependencyResolver resolver) => new(
        registry.Get<RoomLogWriter>(),
        registry.Get<RoomLogReader>(),
        registry.Get<RoomDirectoryActor>(),
        resolver.GetService<RoomSettings>(),
        resolver.GetService<TimeProvider>())
    {
        Here = resolver.GetService<RoomsHere>(),
    };
}
