using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections.Features;

namespace AkkaChat.Host.WebSockets;

/// <summary>
/// The two directions of an upgraded connection. Over HTTP/1.1 they are those of the connection itself, past the layers that Kestrel keeps for
/// requests and responses: fewer copies and less memory (docs/performance.md). Over HTTP/2 they are the upgraded stream's.
/// </summary>
internal sealed class Wire(PipeReader input, FrameSink output, Action drop)
{
    public PipeReader Input { get; } = input;

    public FrameSink Output { get; } = output;

    /// <summary>Ends a read that waits; its result is cancelled.</summary>
    public void StopReading() => Input.CancelPendingRead();

    /// <summary>Drops the connection as it is. Else the server would keep what it has for a dead client until TCP gives up.</summary>
    public void Drop()
    {
        try
        {
            drop();
        }
        catch (ObjectDisposedException)
        {
            // It has ended by itself meanwhile.
        }
    }

    public static Wire Of(HttpContext context, Stream upgraded)
    {
        if (!Handshake.IsOverHttp1(context) || context.Features.Get<IConnectionTransportFeature>() is not { } connection)
            return new Wire(PipeReader.Create(upgraded), new StreamSink(upgraded), context.Abort);
        var isBare = context.Features.Get<ITlsHandshakeFeature>() is null;
        // What answered the handshake has left for the socket (Configuration/SocketBounds.cs): frames may follow it there.
        return new Wire(
            connection.Transport.Input,
            isBare && context.Features.Get<IConnectionSocketFeature>() is { } socket ? new SocketSink(socket.Socket) : new StreamSink(upgraded),
            context.Abort);
    }
}
