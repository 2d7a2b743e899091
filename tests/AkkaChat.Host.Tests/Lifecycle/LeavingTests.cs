using AkkaChat.Host.Tests.Support;
using AkkaChat.Testing;

namespace AkkaChat.Host.Tests.Lifecycle;

/// <summary>However a client goes, the room learns of it.</summary>
public sealed class LeavingTests(LeavingTests.AttentiveServer fixture) : IClassFixture<LeavingTests.AttentiveServer>
{
    /// <summary>A client that says nothing for two of these is gone.</summary>
    private const int HeartbeatMs = 1_000;

    public sealed class AttentiveServer() : ServerFixture($"--AkkaChat:Limits:HeartbeatMs={HeartbeatMs}");

    private readonly string room = Guest.NewRoom();

    [Fact]
    public async Task Who_closes_leaves_the_room()
    {
        await using var ada = await Guest.JoinAsync(fixture, room);
        await using var bob = await Guest.JoinAsync(fixture, room);
        await OnlineAsync(ada, 2);
        await bob.CloseAsync();
        await OnlineAsync(ada, 1);
    }

    [Fact]
    public async Task Who_is_cut_leaves_the_room()
    {
        await using var ada = await Guest.JoinAsync(fixture, room);
        await using var bob = await Guest.JoinAsync(fixture, room);
        await OnlineAsync(ada, 2);
        bob.Abort();
        await OnlineAsync(ada, 1);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(RawWebSocket.Json)]
    public async Task Who_resets_the_connection_leaves_the_room(string? mode)
    {
        await using var ada = await Guest.JoinAsync(fixture, room);
        var bob = await RawMemberAsync(mode);
        await OnlineAsync(ada, 2);
        bob.Reset();
        await OnlineAsync(ada, 1);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(RawWebSocket.Json)]
    public async Task Who_ends_the_stream_without_a_word_leaves_the_room(string? mode)
    {
        await using var ada = await Guest.JoinAsync(fixture, room);
        await using var bob = await RawMemberAsync(mode);
        await OnlineAsync(ada, 2);
        bob.Finish();
        await OnlineAsync(ada, 1);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(RawWebSocket.Json)]
    public async Task Who_breaks_the_rules_leaves_the_room(string? mode)
    {
        await using var ada = await Guest.JoinAsync(fixture, room);
        await using var bob = await RawMemberAsync(mode);
        await OnlineAsync(ada, 2);
        await bob.SendAsync(ClientFrame.Continue("x"));
        await OnlineAsync(ada, 1);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(RawWebSocket.Json)]
    public async Task A_half_open_connection_that_answers_no_ping_is_gone_within_a_few_heartbeats(string? mode)
    {
        await using var ada = await Guest.JoinAsync(fixture, room);
        await using var bob = await RawMemberAsync(mode);
        await OnlineAsync(ada, 2);
        await OnlineAsync(ada, 1);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(RawWebSocket.Json)]
    public async Task Pongs_alone_keep_a_connection(string? mode)
    {
        await using var ada = await Guest.JoinAsync(fixture, room);
        await using var bob = await RawMemberAsync(mode);
        for (var i = 0; i < 4; i++)
        {
            await ada.NextAsync("heartbeat");
            await bob.SendAsync(ClientFrame.Pong());
        }
        await bob.SendAsync(ClientFrame.Ping(1));
        while ((await bob.ReceiveAsync()).Opcode != ClientFrame.PongFrame)
        {
        }
    }

    private static async Task OnlineAsync(JsonChatClient guest, int count) =>
        await guest.NextAsync(m => m.Type() == "presence" && (int)m["online"]! == count);

    private async Task<RawWebSocket> RawMemberAsync(string? mode)
    {
        var raw = await RawWebSocket.OpenAsync(fixture.Address, mode, "/?room=" + room);
        if (mode is not null)
            await raw.SendAsync(ClientFrame.Text("""{"type":"hello"}"""), ClientFrame.Text($$"""{"type":"join","room":"{{room}}"}"""));
        return raw;
    }
}
