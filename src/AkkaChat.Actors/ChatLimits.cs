using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace AkkaChat.Actors;

/// <summary>The limits that a client is told in <c>welcome</c> (docs/protocol.md, Limits) and the waits beside them.</summary>
public sealed record ChatLimits
{
    [Description("largest WebSocket message a client may send, bytes")]
    [Range(128, 16 * 1024 * 1024)]
    public int FrameBytes { get; init; } = 64 * 1024;

    [Description("longest text of a message, bytes of UTF-8")]
    [Range(1, 1024 * 1024)]
    public int TextBytes { get; init; } = 16 * 1024;

    [Description("longest name of a person, characters")]
    [Range(1, 1_000)]
    public int NameCharacters { get; init; } = 32;

    [Description("longest name of a room, characters")]
    [Range(1, 200)]
    public int RoomNameCharacters { get; init; } = 64;

    [Description("sends a second and person in the long run; 0 turns the limit off")]
    [Range(0, 1_000_000.0)]
    public double SendsPerSecond { get; init; } = 1;

    [Description("sends a person may make at once")]
    [Range(1, 1_000_000)]
    public int SendBurst { get; init; } = 20;

    [Description("frames and requests a second and connection, in the long run, that put nothing into a room; more is closed with 4008; 0 turns the limit off")]
    [Range(0, 1_000_000.0)]
    public double SmallTalkPerSecond { get; init; } = 200;

    [Description("such frames and requests a connection may send at once")]
    [Range(1, 1_000_000)]
    public int SmallTalkBurst { get; init; } = 2_000;

    [Description("rooms a connection may be in")]
    [Range(1, 100_000)]
    public int RoomsPerConnection { get; init; } = 200;

    [Description("connections at a time, more are told to come back; 0 for as many as the system lets the server open")]
    [Range(0, 10_000_000)]
    public int Connections { get; init; }

    [Description("bytes that the system may keep for a client that does not read; 0 leaves that to the system, which takes megabytes")]
    [Range(0, 64 * 1024 * 1024)]
    public int SendBufferBytes { get; init; } = 128 * 1024;

    [Description("bytes that may wait for a slow reader before it is closed with 4010")]
    [Range(1024, 1024 * 1024 * 1024)]
    public int OutboundQueueBytes { get; init; } = 1024 * 1024;

    [Description("requests of a connection that may wait for an answer before the server reads no further")]
    [Range(1, 100_000)]
    public int UnansweredRequests { get; init; } = 32;

    [Description("milliseconds between two heartbeats; a connection silent for two of them is closed")]
    [Range(10, 3_600_000)]
    public int HeartbeatMs { get; init; } = 15_000;

    [Description("milliseconds a JSON client has for its hello")]
    [Range(10, 3_600_000)]
    public int HelloTimeoutMs { get; init; } = 10_000;
}
