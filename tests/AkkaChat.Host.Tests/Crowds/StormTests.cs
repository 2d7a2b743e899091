using AkkaChat.Host.Tests.Support;
using AkkaChat.Testing;

namespace AkkaChat.Host.Tests.Crowds;

/// <summary>Everybody comes back in the same moment.</summary>
public sealed class StormTests
{
    private const int People = 1_000, Rooms = 10, MissedEach = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private sealed record Place(string Room, string Epoch, long Seq);

    [Fact]
    public async Task A_thousand_who_come_back_at_once_after_a_kill_get_in_and_miss_nothing()
    {
        await using var server = await ServerProcess.StartAsync("--AkkaChat:Limits:SendsPerSecond=0");
        var places = await Task.WhenAll(Enumerable.Range(0, Rooms).Select(i => OpenAsync(server, $"storm-{i}")));
        await server.KillAsync();
        await server.StartAgainAsync();

        await Task.WhenAll(Enumerable.Range(0, People).Select(i => ComeBackAsync(server, places[i % Rooms]))).WaitAsync(Patience);
        Assert.DoesNotContain("fail:", server.Output, StringComparison.Ordinal);
    }

    /// <summary>Where everybody was before the last messages.</summary>
    private static async Task<Place> OpenAsync(ServerProcess server, string room)
    {
        await using var writer = await Guest.ConnectAsync(server.WebSocket);
        var joined = await writer.AskAsync(new { type = "join", room });
        var known = await writer.PostedAsync("known", room);
        for (var i = 0; i < MissedEach; i++)
            await writer.PostedAsync("missed", room);
        return new Place(room, (string)joined["epoch"]!, known);
    }

    private static async Task ComeBackAsync(ServerProcess server, Place place)
    {
        await using var guest = await Guest.ConnectAsync(server.WebSocket);
        Assert.Equal(place.Seq + MissedEach, await guest.ResumedAsync(place.Room, place.Epoch, place.Seq));
    }
}
