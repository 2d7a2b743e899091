using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Cluster;

/// <summary>
/// Takes the place of a message of a kind that only newer nodes know. It keeps its position in its session and its way, and whoever gets it
/// lets it pass: a newer node's words are no loss that a session has to end for.
/// </summary>
public sealed record UnknownMessage(RoomId Room) : IRoomPush;
