using AkkaChat.Actors.Connections;

namespace AkkaChat.Host.WebSockets;

/// <summary>The client broke a rule of the wire, and the connection ends with this close code.</summary>
public sealed class WebSocketViolationException(CloseCode code) : Exception(code.Reason)
{
    public CloseCode Code { get; } = code;
}
