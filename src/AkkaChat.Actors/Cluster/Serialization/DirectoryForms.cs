using AkkaChat.Actors.Directory;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Cluster.Serialization;

/// <summary>What room directories tell each other as nodes.proto has it, and back.</summary>
internal static class DirectoryForms
{
    public static Wire.RoomNews ToWire(this RoomNews news) => new()
    {
        Rooms = { news.Rooms.Select(r => new Wire.RoomStatus { Room = r.Room.Value, Epoch = r.Epoch, Head = r.Head, Online = r.Online }) },
    };

    public static RoomNews FromWire(this Wire.RoomNews news) => new(
        [.. news.Rooms.Select(r => new RoomDirectoryActor.RoomStatus(RoomId.Stored(r.Room), r.Epoch, r.Head, r.Online))]);
}
