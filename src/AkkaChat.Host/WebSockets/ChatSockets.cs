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

    public Task ServeAsync(HttpContext context)
    {
        if (context.Request.Path != "/")
            return RefuseAsync(context, StatusCodes.Status404NotFound, "The chat is at / .");
        if (drain.HasBegun)
            return RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "The server is stopping. Try again in a moment.");
        if (Handshake.Problem(context) is var (status, words))
            return RefuseAsync(context, status, words);
        return Handshake.OfferedSubprotocols(context.Request) is { Count: > 0 } offered
            ? ServeJsonAsync(context, offered)
            : ServePlainTextAsync(context);
    }

    private Task ServeJsonAsync(HttpContext context, IReadOnlyList<string> offered)
    {
        if (!offered.Contains(JsonMode.Subprotocol))
            return RefuseAsync(context, StatusCodes.Status400BadRequest, $"Supported subprotocols: {JsonMode.Subprotocol}. Offer none for plain text.");
        if (!origins.AllowsJson(context.Request))
            return RefuseAsync(context, StatusCodes.Status403Forbidden, "Pages of this origin may not connect here (AkkaChat:Origins lists those that may).");
        return EnterAsync(context, JsonMode.Subprotocol, new JsonMode(requests, jsonFormat));
    }

    private Task ServePlainTextAsync(HttpContext context)
    {
        var name = context.Request.Query.TryGetValue("room", out var given) ? given.ToString() : RoomId.Lobby.Value;
        if (settings.PlainText.Access == PlainTextAccess.Off)
            return RefuseAsync(context, StatusCodes.Status400BadRequest, $"Plain text is off. Supported subprotocols: {JsonMode.Subprotocol}.");
        if (!origins.AllowsPlainText(context.Request))
            return RefuseAsync(context, StatusCodes.Status403Forbidden, "Pages of this origin may not connect here (AkkaChat:PlainText:Origins lists those that may).");
        if (!RoomId.TryParse(name, limits.RoomNameCharacters, out var room))
            return RefuseAsync(context, StatusCodes.Status400BadRequest, $"A room's name is 1 to {limits.RoomNameCharacters} of a-z 0-9 - .");
        return EnterAsync(context, subprotocol: null, new PlainTextMode(room, settings.PlainText.Access == PlainTextAccess.ReadOnly, limits));
    }

    private Task EnterAsync(HttpContext context, string? subprotocol, IWireMode mode) => gate.TryEnter()
        ? RunAsync(context, subprotocol, mode)
        : RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "The server is full. Try again in a moment.");

    private async Task RunAsync(HttpContext context, string? subprotocol, IWireMode mode)
    {
        WebSocketChannel? channel = null;
        try
        {
            // The connection's own bound and heartbeats say who reads too slowly.
            if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
                rate.MinDataRate = null;
            var wire = Wire.Of(context, await Handshake.AcceptAsync(context, subprotocol));
            channel = new WebSocketChannel(wire, mode.Format, limits.OutboundQueueBytes, time);
            channel.Attach(await connections.ActorRef.Ask<IActorRef>(new ConnectionsActor.Open(channel, mode.IsPatient), OpenTimeout));
            // Not bound to RequestAborted: it fires when the client has no more to say, and what it said before is still to be read.
            await new ReceiveLoop(wire.Input, channel, mode, limits.FrameBytes, time).RunAsync();
        }
        catch (AskTimeoutException)
        {
            channel!.Close(CloseCode.ServerStops); // So busy that it can't even begin.
        }
        catch (Exception e) when (ConnectionLoss.IsIt(e))
        {
            // Gone without a goodbye; the rooms learn of it as of any other end.
        }
        finally
        {
            gate.Leave();
            if (channel is not null)
                await channel.EndAsync();
        }
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
