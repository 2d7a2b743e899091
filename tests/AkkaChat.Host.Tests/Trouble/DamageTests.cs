using System.Text;
using AkkaChat.Host.Tests.Support;
using AkkaChat.Testing;

namespace AkkaChat.Host.Tests.Trouble;

/// <summary>A page in the middle of the database is damaged, which nobody can see at the start.</summary>
public sealed class DamageTests
{
    private const string Healthy = "healthy", Hurt = "hurt";

    [Fact]
    public async Task What_lies_on_a_damaged_page_is_unavailable_and_the_rest_goes_on()
    {
        await using var server = await ServerProcess.StartAsync("--AkkaChat:Limits:SendsPerSecond=0");
        await FillAsync(server, Healthy);
        await FillAsync(server, Hurt);
        await server.StopAsync();
        Damage(server.DatabaseFile, page => Has(page, $"{Hurt}-text-11 ") || Has(page, $"{Hurt}-text-12 "));
        await server.StartAgainAsync();

        await using var guest = await Guest.JoinAsync(server.WebSocket, Healthy);
        Assert.Equal("joined", (await guest.AskAsync(new { type = "join", room = Hurt })).Type());
        for (var i = 0; i < 5; i++)
            Assert.Equal("unavailable", await guest.RefusedAsync(new { type = "history", room = Hurt, before = 15, limit = 10 }));
        foreach (var room in new[] { Healthy, Hurt })
            await guest.PostedAsync("still here", room);
        Assert.Equal(9, (await guest.AskAsync(new { type = "history", room = Healthy, before = 10, limit = 10 })).Texts().Count);
        Assert.InRange(server.Output.Split('\n').Count(line => line.Contains("can't be read", StringComparison.Ordinal)), 1, 2); // One a reader.
        Assert.DoesNotContain("   at ", server.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_write_that_meets_a_damaged_page_is_the_last_one()
    {
        await using var server = await ServerProcess.StartAsync("--AkkaChat:Limits:SendsPerSecond=0");
        await FillAsync(server, Hurt);
        await server.StopAsync();
        await server.StartAgainAsync();
        await using var guest = await Guest.JoinAsync(server.WebSocket, Hurt);
        Damage(server.DatabaseFile, page => Has(page, "-id-") && !Has(page, "-text-")); // The index of requests, which only writing needs.

        for (var i = 0; i < 5; i++)
            Assert.Equal("unavailable", await guest.RefusedAsync(new { type = "send", room = Hurt, id = Guest.NewId(), text = "no more" }));
        using var http = new HttpClient { BaseAddress = server.Http };
        await Await.UntilAsync(async () => !(await http.GetAsync("/healthz/ready")).IsSuccessStatusCode, "the server to say that it is not ready");
        Assert.Equal(9, (await guest.AskAsync(new { type = "history", room = Hurt, before = 10, limit = 10 })).Texts().Count);
        Assert.Single(server.Output.Split('\n'), line => line.Contains("is damaged", StringComparison.Ordinal));
    }

    private static async Task FillAsync(ServerProcess server, string room)
    {
        await using var guest = await Guest.JoinAsync(server.WebSocket, room);
        for (var number = 1; number <= 70; number++)
            Assert.Equal("ok", (await guest.PostAsync($"{room}-id-{number}", $"{room}-text-{number} {new string('x', 500)}", room)).Type());
    }

    private static bool Has(ReadOnlySpan<byte> page, string text) => page.IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;

    /// <summary>Overwrites the leaves (sqlite.org/fileformat.html) for which this holds: nothing else finds its way through them.</summary>
    private static void Damage(string file, Func<byte[], bool> matches)
    {
        const int PageSize = 4_096, IndexLeaf = 0x0A, TableLeaf = 0x0D;
        using var database = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        var (page, damaged) = (new byte[PageSize], 0);
        for (long at = 0; at < database.Length; at += PageSize)
        {
            database.Position = at;
            database.ReadExactly(page);
            if (page[0] is not (IndexLeaf or TableLeaf) || !matches(page))
                continue;
            database.Position = at;
            database.Write(Enumerable.Repeat((byte)0xAA, PageSize).ToArray());
            damaged++;
        }
        Assert.True(damaged > 0, "There is no such page");
    }
}
