namespace AkkaChat.Actors.Connections;

/// <summary>Why a connection ends: all the close codes there are (RFC 6455, section 7.4, and docs/protocol.md, Close codes).</summary>
/// <param name="Reason">For people who look at the wire; at most 123 bytes.</param>
public sealed record CloseCode(int Code, string Reason)
{
    public static readonly CloseCode Normal = new(1000, "");
    public static readonly CloseCode ProtocolError = new(1002, "not RFC 6455");
    public static readonly CloseCode NotUtf8 = new(1007, "not UTF-8");
    public static readonly CloseCode TooBig = new(1009, "message too big");
    public static readonly CloseCode NotTheProtocol = new(4000, "not the protocol akkachat.v1");
    public static readonly CloseCode NotAllowedIn = new(4001, "not allowed in");
    public static readonly CloseCode Flooding = new(4008, "flooding: much was sent that is nothing for anybody");
    public static readonly CloseCode TooSlow = new(4010, "reads too slowly: come back and join with after");
    public static readonly CloseCode ServerStops = new(4011, "the server stops or moves: come back soon");
}
