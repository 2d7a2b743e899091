using System.Text.Json;
using System.Text.Json.Nodes;
using AkkaChat.Torture.Checks;

namespace AkkaChat.Torture.Clients;

/// <summary>What comes from the server.</summary>
internal sealed partial class JsonTortureClient
{
    protected override void OnMessage(string text)
    {
        try
        {
            Take(JsonNode.Parse(text)!);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or NullReferenceException)
        {
            Ledger.Found(FindingKind.Broken, Name, $"can't understand {text}: {e}");
        }
    }

    private void Take(JsonNode message)
    {
        switch ((string)message["type"]!)
        {
            case "event":
                TakeEvent((string)message["room"]!, WireReader.EventOf(message));
                break;
            case "heartbeat":
                TakeHeartbeat(message["heads"]!.AsObject());
                break;
            case "goodbye":
                ReconnectAfter = TimeSpan.FromMilliseconds((int?)message["reconnectAfterMs"] ?? 0);
                break;
            case "presence" or "typing":
                break;
            default:
                TakeReply(message);
                break;
        }
    }

    private void TakeEvent(string room, LogEvent e)
    {
        Ledger.Pauses.Moved(room, Ledger.Now);
        if (!views[room].TakeLive(e))
            Join(room);
    }

    private void TakeHeartbeat(JsonObject heads)
    {
        foreach (var (room, head) in heads)
        {
            if (!views.TryGetValue(room, out var view) || !view.IsLive || (long)head! <= view.Last)
                continue;
            Ledger.Found(FindingKind.Lost, Name, $"{room}: a heartbeat tells {head}, and {view.Last} is the last that came");
            Join(room);
        }
    }

    private void TakeReply(JsonNode message)
    {
        if ((long?)message["ref"] is not { } @ref || !unanswered.Remove(@ref, out var request))
        {
            Ledger.Found(FindingKind.Broken, Name, $"no request belongs to {message.ToJsonString()}");
            return;
        }
        switch ((request.Type, (string)message["type"]!))
        {
            case ("hello", "welcome"):
                TakeWelcome(message);
                break;
            case ("join", "joined"):
                TakeJoined(request, message);
                break;
            case ("send", "ok"):
                Ledger.Count((bool)message["duplicate"]! ? "acknowledged as duplicate" : "acknowledged at once");
                Ledger.Acknowledged(new Ack(
                    Name, request.Room!, userId!, request.Message!.Id, (long)message["seq"]!, (long)message["at"]!));
                if (!WasHitSince(request.Message.SentAt!.Value))
                    Ledger.Pauses.Answered(request.Message.SentAt.Value, Ledger.Now);
                outboxes[request.Room!].Remove(request.Message!);
                break;
            case (_, "error"):
                TakeError(request, message);
                break;
            default:
                Ledger.Found(FindingKind.Broken, Name, $"{request} was answered {message.ToJsonString()}");
                break;
        }
    }

    private void TakeWelcome(JsonNode welcome)
    {
        var id = (string)welcome["user"]!["id"]!;
        if (token is not null && id != userId)
            Ledger.Found(FindingKind.Broken, Name, $"came back with its token as {id}, was {userId}");
        (userId, token) = (id, (string?)welcome["token"] ?? token);
        foreach (var room in views.Keys)
            Join(room);
    }

    private void TakeJoined(Request request, JsonNode joined)
    {
        var (room, view) = (request.Room!, views[request.Room!]);
        view.IsJoining = false;
        var (epoch, head, hasMore) = ((string)joined["epoch"]!, (long)joined["head"]!, (bool)joined["hasMore"]!);
        Ledger.Count($"joined by {(string)joined["mode"]!}{(hasMore ? " with more" : "")}");
        var events = joined["events"]!.AsArray().Select(e => WireReader.EventOf(e!)).ToList();
        if ((string)joined["mode"]! == "snapshot")
            view.TakeSnapshot(epoch, head, events);
        else
            view.TakeDelta(epoch, head, request.After!.Value, events, hasMore);
        if (view.IsLive)
            outboxes[room].SendAgain();
        else
            Join(room);
    }

    private void TakeError(Request request, JsonNode error)
    {
        var code = (string)error["code"]!;
        Ledger.Count($"refused {request.Type} {code}");
        switch ((request.Type, code))
        {
            case ("hello", "name_taken"): // The welcome of an earlier connection got lost, and its token with it.
                displayName = $"{Name}-{++lastRef}";
                SayHello();
                break;
            case ("hello", "unavailable"):
                helloAt = Environment.TickCount64 + (long)RetryInterval.TotalMilliseconds;
                break;
            case ("join", "unavailable"): // It may take effect all the same: events may come live.
                views[request.Room!].Forget();
                RetrySoon(request.Room!);
                break;
            case ("send", "unavailable"):
                request.Message!.WasRefused = true;
                RetrySoon(request.Room!);
                break;
            default:
                Ledger.Found(FindingKind.Broken, Name, $"{request.Type} {request.Message?.Id} was answered {error.ToJsonString()}");
                if (request.Message is { } message)
                    outboxes[request.Room!].Remove(message);
                break;
        }
    }

    private void RetrySoon(string room) => retryAt.TryAdd(room, Environment.TickCount64 + (long)RetryInterval.TotalMilliseconds);
}
