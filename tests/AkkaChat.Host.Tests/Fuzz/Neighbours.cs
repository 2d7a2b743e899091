using System.Text.Json.Nodes;
using AkkaChat.Host.Tests.Support;
using AkkaChat.Testing;

namespace AkkaChat.Host.Tests.Fuzz;

/// <summary>Two well-behaved clients who talk all the time: each must get every event of the room, in order and once.</summary>
internal sealed class Neighbours : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly List<Neighbour> both = [];

    public static async Task<Neighbours> MoveInAsync(Uri server, string room)
    {
        var neighbours = new Neighbours();
        neighbours.both.Add(await Neighbour.MoveInAsync(server, room));
        neighbours.both.Add(await Neighbour.MoveInAsync(server, room));
        return neighbours;
    }

    public async Task TalkUntilAsync(Task end)
    {
        using var timer = new PeriodicTimer(Pause);
        do
        {
            foreach (var neighbour in both)
                await neighbour.SayAsync();
            await timer.WaitForNextTickAsync();
        }
        while (!end.IsCompleted);
    }

    public async Task AssertNothingNoticedAsync()
    {
        var last = 0L;
        foreach (var neighbour in both)
            last = await neighbour.SayAsync();
        foreach (var neighbour in both)
            await neighbour.ListenUntilAsync(last);
        foreach (var listener in both)
        {
            Assert.Equal(Enumerable.Range(1, listener.Seqs.Count).Select(i => listener.HeadAtFirst + i), listener.Seqs);
            foreach (var speaker in both)
                Assert.Equal(speaker.Said, listener.Heard.Where(text => text.StartsWith(speaker.Name, StringComparison.Ordinal)));
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var neighbour in both)
            await neighbour.DisposeAsync();
    }

    private sealed class Neighbour(JsonChatClient client, string room, long head) : IAsyncDisposable
    {
        public string Name { get; } = Guest.NewName();

        public long HeadAtFirst { get; } = head;

        public List<string> Said { get; } = [];

        public List<string> Heard { get; } = [];

        public List<long> Seqs { get; } = [];

        public static async Task<Neighbour> MoveInAsync(Uri server, string room)
        {
            var client = await Guest.ConnectAsync(server);
            return new Neighbour(client, room, (long)(await client.AskAsync(new { type = "join", room }))["head"]!);
        }

        /// <summary>Says something and listens until it is stored; returns its seq.</summary>
        public async Task<long> SayAsync()
        {
            var text = $"{Name} {Said.Count}";
            Said.Add(text);
            await client.TellAsync(new { type = "send", room, id = Guest.NewId(), text, @ref = Said.Count });
            while (true)
            {
                var message = await ListenAsync();
                if ((int?)message["ref"] != Said.Count)
                    continue;
                Assert.Equal("ok", message.Type());
                return (long)message["seq"]!;
            }
        }

        public async Task ListenUntilAsync(long seq)
        {
            while (Seqs.LastOrDefault() < seq)
                await ListenAsync();
        }

        public ValueTask DisposeAsync() => client.DisposeAsync();

        private async Task<JsonNode> ListenAsync()
        {
            var message = JsonNode.Parse(await client.ReceiveAsync())!;
            if (message.Type() == "event")
            {
                Seqs.Add((long)message["seq"]!);
                if ((string?)message["kind"] == "posted")
                    Heard.Add((string)message["text"]!);
            }
            return message;
        }
    }
}
