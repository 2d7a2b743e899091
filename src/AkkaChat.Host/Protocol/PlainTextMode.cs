using System.Globalization;
using System.Text;
using System.Text.Unicode;
using AkkaChat.Actors;
using AkkaChat.Actors.Connections;
using AkkaChat.Actors.Rooms;
using AkkaChat.Host.WebSockets;

namespace AkkaChat.Host.Protocol;

/// <summary>
/// Plain text: every message of the client is a chat message, verbatim, and nothing but chat messages comes back (docs/protocol.md,
/// Plain text). Each connection is a fresh guest in one room.
/// </summary>
internal sealed class PlainTextMode(RoomId room, bool isReadOnly, ChatLimits limits) : IWireMode
{
    private long lastId;

    public IWireFormat Format => PlainTextFormat.Instance;

    public bool IsPatient => true;

    public IReadOnlyList<ClientRequest> Opening =>
        [new ClientRequest.Hello(Ref: null, Name: null, Token: null), new ClientRequest.Join(Ref: null, room, After: null)];

    public ClientRequest? Decode(InboundMessage message)
    {
        var bytes = message.Payload.Span;
        if (bytes.Length > limits.TextBytes)
            throw new WebSocketViolationException(CloseCode.TooBig);
        if (message.Opcode == Opcode.Binary && !Utf8.IsValid(bytes))
            throw new WebSocketViolationException(CloseCode.NotUtf8);
        if (bytes.IsEmpty || isReadOnly)
            return null;
        var id = ClientMessageId.Stored((++lastId).ToString(CultureInfo.InvariantCulture)); // Unique: the guest is this connection's own.
        return new ClientRequest.Post(Ref: null, room, id, new MessagePosted(Encoding.UTF8.GetString(bytes), ReplyTo: null));
    }

    internal sealed class PlainTextFormat : IWireFormat
    {
        public static readonly PlainTextFormat Instance = new();

        public string Name => "text";

        public ReadOnlyMemory<byte> Encode(SharedPush push)
        {
            if (push is not EventBatch batch)
                return default;
            var frames = FrameBuffer.Take();
            foreach (var e in batch.Events)
            {
                if (e.Body is MessagePosted({ } text, _))
                    frames.AddText(text);
            }
            return frames.ToFrames();
        }

        public ReadOnlyMemory<byte> Encode(IClientPush push) => default;
    }
}
