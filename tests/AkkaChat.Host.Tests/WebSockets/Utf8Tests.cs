using AkkaChat.Host.Tests.Support;

namespace AkkaChat.Host.Tests.WebSockets;

/// <summary>RFC 6455, sections 5.6 and 8.1.</summary>
public sealed class Utf8Tests(AnyServer fixture) : WebSocketTests(fixture)
{
    private static readonly string[] Bad =
    [
        "80", "BF", "C3", "C328", "C080", "C1BF", "E2", "E282", "E28228", "E08080", "EDA080", "EDBFBF", "EDA0BDEDB88A", "F0", "F09F98",
        "F0288CBC", "F0808080", "F4908080", "F8888080", "FE", "FF", "68690080",
    ];

    public static readonly TheoryData<string?, string> BadTexts = InBothModes(Bad);

    // In these the first fragment alone shows that no valid text can follow.
    public static readonly TheoryData<string?, string> BadBeginnings = InBothModes(
        "80", "C328", "C080", "E28228", "E080", "EDA0", "F0288C", "F080", "F490", "F888", "FF");

    [Theory, MemberData(nameof(BadTexts))]
    public Task A_text_that_is_not_UTF8_is_refused(string? mode, string hex) =>
        AssertClosedAsync(mode, NotUtf8, ClientFrame.Text([(byte)'a', .. Convert.FromHexString(hex)]));

    [Theory, MemberData(nameof(BadTexts))]
    public Task Fragments_that_together_are_not_UTF8_are_refused(string? mode, string hex)
    {
        var bytes = Convert.FromHexString(hex);
        return AssertClosedAsync(
            mode, NotUtf8, ClientFrame.Text(bytes[..1]).Unfinished(), ClientFrame.Continue(bytes[1..]).Unfinished(), ClientFrame.Continue([]));
    }

    [Theory, MemberData(nameof(BadBeginnings))]
    public Task A_bad_fragment_is_refused_before_the_message_ends(string? mode, string hex) =>
        AssertClosedAsync(mode, NotUtf8, ClientFrame.Text([(byte)'a', .. Convert.FromHexString(hex)]).Unfinished());

    [Theory, MemberData(nameof(BadBeginnings))]
    public Task A_bad_later_fragment_is_refused_before_the_message_ends(string? mode, string hex) => AssertClosedAsync(
        mode, NotUtf8, ClientFrame.Text("fine ").Unfinished(), ClientFrame.Continue(Convert.FromHexString(hex)).Unfinished());

    [Fact]
    public Task A_binary_message_that_is_not_UTF8_is_refused_as_plain_text() => AssertClosedAsync(null, NotUtf8, ClientFrame.Binary([0xFF]));

    [Theory]
    [InlineData("é")]
    [InlineData("€")]
    [InlineData("😀")]
    [InlineData("a😀b€cé")]
    [InlineData("\U0010FFFF\uD7FF\uE000\uFFFD\u0800\u07FF\u0080")]
    public async Task A_character_may_be_cut_by_the_bounds_of_fragments(string text)
    {
        await using var client = await OpenAsync(null);
        var bytes = ClientFrame.Text(text).Payload;
        await client.SendAsync([.. bytes.Select((b, i) =>
            new ClientFrame(i == 0 ? ClientFrame.TextFrame : ClientFrame.Continuation, [b]) { IsFinal = i == bytes.Length - 1 })]);
        Assert.Equal(text, await client.ReceiveTextAsync());
    }

    [Fact]
    public async Task A_character_may_be_cut_and_a_ping_stand_in_the_cut()
    {
        await using var client = await OpenAsync(null);
        await client.SendAsync(ClientFrame.Text([0xF0, 0x9F]).Unfinished(), ClientFrame.Ping(0xFF), ClientFrame.Continue([0x98, 0x80]));
        Assert.Equal([0xFF], (await client.ReceiveAsync()).Payload);
        Assert.Equal("😀", await client.ReceiveTextAsync());
    }
}
