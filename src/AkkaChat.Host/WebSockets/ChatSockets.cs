using Akka.Actor;
using Akka.Hosting;
using AkkaChat.Actors;
using AkkaChat.Actors.Connections;
using AkkaChat.Actors.Rooms;
using AkkaChat.Host.Configuration;
using AkkaChat.Host.Protocol;
using AkkaChat.Host.Security;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace AkkaChat.Host.WebSockets;

/// <summary>An upgrade on <c>/</c> is a chat connection; what it offers as subprotocol chooses the mode (docs/protocol.md).</summary>
internal sealed class ChatSockets(
    ChatSettings settings,
    OriginPolicy origins,
    ConnectionDrain drain,
    ConnectionGate gate,
    JsonRequestReader requests,
    JsonFormat jsonFormat,
    IRequiredActor<ConnectionsActor> connections,
    TimeProvider time)
{
    private static readonly TimeSpan OpenTimeout = TimeSpan.FromSeconds(5);
    private readonly ChatLimits limits = settings.Limits;

    public async Task ServeAsync(HttpContext context)
    {
        if (context.Request.Path != "/")
            await RefuseAsync(context, StatusCodes.Status404NotFound, "The chat is at / .");
        else if (drain.HasBegun)
            await RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "The server is stopping. Try again in a moment.");
        else if (Handshake.Problem(context) is var (status, words))
            await RefuseAsync(context, status, words);
        else if (!gate.TryEnter())
            await RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "The server is full. Try again in a moment.");
        else
            await ServeInsideAsync(context);
    }

    private async Task ServeInsideAsync(HttpContext context)
    {
        try
        {
            if (Handshake.OfferedSubprotocols(context.Request) is { Count: > 0 } offered)
                await ServeJsonAsync(context, offered);
            else
                await ServePlainTextAsync(context);
        }
        finally
        {
            gate.Leave();
        }
    }

    private async Task ServeJsonAsync(HttpContext context, IReadOnlyList<string> offered)
    {
        if (!offered.Contains(JsonMode.Subprotocol))
            await RefuseAsync(context, StatusCodes.Status400BadRequest, $"Supported subprotocols: {JsonMode.Subprotocol}. Offer none for plain text.");
        else if (!origins.AllowsJson(context.Request))
            await RefuseAsync(context, StatusCodes.Status403Forbidden, "Pages of this origin may not connect here (AkkaChat:Origins lists those that may).");
        else
            await RunAsync(context, JsonMode.Subprotocol, new JsonMode(requests, jsonFormat));
    }

    private async Task ServePlainTextAsync(HttpContext context)
    {
        var name = context.Request.Query.TryGetValue("room", out var given) ? given.ToString() : RoomId.Lobby.Value;
        if (settings.PlainText.Access == PlainTextAccess.Off)
            await RefuseAsync(context, StatusCodes.Status400BadRequest, $"Plain text is off. Supported subprotocols: {JsonMode.Subprotocol}.");
        else if (!origins.AllowsPlainText(context.Request))
            await RefuseAsync(context, StatusCodes.Status403Forbidden, "Pages of this origin may not connect here (AkkaChat:PlainText:Origins lists those that may).");
        else if (!RoomId.TryParse(name, limits.RoomNameCharacters, out var room))
            await RefuseAsync(context, StatusCodes.Status400BadRequest, $"A room's name is 1 to {limits.RoomNameCharacters} of a-z 0-9 - .");
        else
            await RunAsync(context, subprotocol: null, new PlainTextMode(room, settings.PlainText.Access == PlainTextAccess.ReadOnly, limits));
    }

    private async Task RunAsync(HttpContext context, string? subprotocol, IWireMode mode)
    {
        // The connection's own bound and heartbeats say who reads too slowly.
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
            rate.MinDataRate = null;
        await using var stream = await Handshake.AcceptAsync(context, subprotocol);
        var channel = new WebSocketChannel(FrameSink.For(context, stream), context.Abort, mode.Format, limits.OutboundQueueBytes, time);
        // Not bound to RequestAborted: it fires when the client has no more to say, and what it said before is still to be read.
        try
        {
            channel.Attach(await connections.ActorRef.Ask<IActorRef>(new ConnectionsActor.Open(channel, mode.IsPatient), OpenTimeout));
            await new ReceiveLoop(stream, channel, mode, limits.FrameBytes).RunAsync();
        }
        catch (AskTimeoutException)
        {
            channel.Close(CloseCode.ServerStops); // So busy that it can't even begin.
        }
        catch (Exception e) when (ConnectionLoss.IsIt(e))
        {
            // Gone without a goodbye; the rooms learn of it as of any other end.
        }
        finally
        {
            channel.Ended();
        }
        channel.Close(CloseCode.Normal);
        await channel.FlushAsync();
    }

    private static async Task RefuseAsync(HttpContext context, int status, string words)
    {
        context.Response.StatusCode = status;
        if (status == StatusCodes.Status426UpgradeRequired)
            Handshake.OfferVersion(context.Response);
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = "2";
            context.Response.Headers.Connection = "close"; // Whoever waits to come in need not keep a socket for it.
        }
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(words + "\n");
    }
}
