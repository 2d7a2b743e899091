using AkkaChat.Actors.Connections;
using AkkaChat.Host.WebSockets;

namespace AkkaChat.Host.Protocol;

/// <summary>The subprotocol <c>akkachat.v1</c>: one JSON object a text frame (docs/protocol.md, JSON).</summary>
internal sealed class JsonMode(JsonRequestReader requests, JsonFormat format) : IWireMode
{
    public const string Subprotocol = "akkachat.v1";

    public IWireFormat Format => format;

    public bool IsPatient => false;

    public IReadOnlyList<ClientRequest> Opening => [];

    public ClientRequest? Decode(InboundMessage message) => requests.Read(message);
}
