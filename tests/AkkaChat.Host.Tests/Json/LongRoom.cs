using AkkaChat.Host.Tests.Support;

namespace AkkaChat.Host.Tests.Json;

/// <summary>A server with a room of 5,600 messages, numbered from 1: more than a client may be behind.</summary>
public sealed class LongRoom() : ServerFixture("--AkkaChat:Limits:SendsPerSecond=0")
{
    public const string Room = "long";
    public const int Head = 5_600;

    public string Epoch { get; private set; } = "";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await using var writer = await Guest.ConnectAsync(Address);
        Epoch = (string)(await writer.AskAsync(new { type = "join", room = Room }))["epoch"]!;
        for (var i = 1; i <= Head; i++)
            await writer.TellAsync(new { type = "send", room = Room, id = $"{i}", text = $"{i}" });
        await writer.NextAsync(m => m.Type() == "ok" && (long?)m["seq"] == Head);
    }

    public static IEnumerable<long> Range(long first, long last)
    {
        for (var seq = first; seq <= last; seq++)
            yield return seq;
    }
}
