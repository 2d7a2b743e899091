using AkkaChat.Actors.Directory;
using AkkaChat.Actors.People;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Connections;

/// <summary>The answer to a request of this connection.</summary>
public sealed record ReplyPush(long? Ref, IReply Reply) : IClientPush;

/// <summary>Several answers at once.</summary>
public sealed record RepliesPush(IReadOnlyList<ReplyPush> Replies) : IClientPush;

/// <summary>The heads of the rooms that this connection is in: a client that has less has missed something.</summary>
public sealed record HeartbeatPush(IReadOnlyDictionary<RoomId, long> Heads) : IClientPush;

/// <summary>The last words before the server closes the connection.</summary>
/// <param name="ReconnectAfterMs">Milliseconds; differs from client to client, so that they don't all come back at once.</param>
public sealed record GoodbyePush(CloseCode Code, int? ReconnectAfterMs) : IClientPush;

/// <summary>The reply to hello.</summary>
/// <param name="Token">Makes a guest the same person when they bring it back.</param>
public sealed record Welcome(
    string Connection, Person User, string Token, IReadOnlyList<RoomDirectoryActor.RoomStatus> Rooms) : IReply;

/// <summary>Done.</summary>
public sealed record Done : IReply;
