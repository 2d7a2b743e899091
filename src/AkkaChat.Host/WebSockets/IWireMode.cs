using AkkaChat.Actors.Connections;

namespace AkkaChat.Host.WebSockets;

/// <summary>One of the two ways to speak with the server, for one connection (docs/protocol.md).</summary>
public interface IWireMode
{
    IWireFormat Format { get; }

    /// <summary>True when the mode has no words for "not now": then the server waits for the client's sake.</summary>
    bool IsPatient { get; }

    /// <summary>What a connection asks before its client has said a word.</summary>
    IReadOnlyList<ClientRequest> Opening { get; }

    /// <summary>The request that a message is; null when it is none.</summary>
    /// <exception cref="WebSocketViolationException">The message ends the connection.</exception>
    ClientRequest? Decode(InboundMessage message);
}

/// <summary>How pushes look in a mode; one instance for all its connections.</summary>
public interface IWireFormat : IPushFormat
{
    /// <summary>Whole frames of a push to one connection, or nothing where the mode does not show it.</summary>
    ReadOnlyMemory<byte> Encode(IClientPush push);
}
