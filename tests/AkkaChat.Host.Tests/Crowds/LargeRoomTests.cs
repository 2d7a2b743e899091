using AkkaChat.Host.Tests.Support;

namespace AkkaChat.Host.Tests.Crowds;

/// <summary>A room with more members than the server hands to the system at a time.</summary>
public sealed class LargeRoomTests(LargeRoomTests.NoRateLimit fixture) : IClassFixture<LargeRoomTests.NoRateLimit>
{
    private const int Half = 550, Messages = 30;

    public sealed class NoRateLimit() : ServerFixture("--AkkaChat:Limits:SendsPerSecond=0");

    private readonly string room = Guest.NewRoom();

    [Fact]
    public async Task Over_a_thousand_in_both_modes_see_the_same_in_the_same_order_also_while_others_vanish()
    {
        await using var writer = await Guest.JoinAsync(fixture, room);
        var plain = await Task.WhenAll(Enumerable.Range(0, Half).Select(_ => RawWebSocket.OpenAsync(fixture.Address, null, "/?room=" + room)));
        var json = await Task.WhenAll(Enumerable.Range(0, Half).Select(_ => Guest.JoinAsync(fixture, room)));
        var leaving = await Task.WhenAll(Enumerable.Range(0, Messages).Select(_ => RawWebSocket.OpenAsync(fixture.Address, null, "/?room=" + room)));
        string[] texts = [.. Enumerable.Range(0, Messages).Select(i => $"{i} {new string('x', i * 100)}")];

        var seen = Task.WhenAll(
            Task.WhenAll(plain.Select(client => SeesAsync(texts, client.ReceiveTextAsync))),
            Task.WhenAll(json.Select(client => SeesAsync(texts, async () => (string)(await client.NextAsync("event"))["text"]!))));
        foreach (var (text, i) in texts.Select((text, i) => (text, i)))
        {
            await writer.PostedAsync(text, room);
            leaving[i].Reset();
        }
        await seen;
    }

    private static async Task SeesAsync(IEnumerable<string> texts, Func<Task<string>> receive)
    {
        foreach (var text in texts)
            Assert.Equal(text, await receive());
    }
}
