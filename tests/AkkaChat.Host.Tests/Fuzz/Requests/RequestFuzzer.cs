using AkkaChat.Host.Tests.Support;

namespace AkkaChat.Host.Tests.Fuzz.Requests;

/// <summary>One conversation after the other: before hello, after it, and in rooms where others are.</summary>
internal sealed class RequestFuzzer(Uri server, int seed, int worker)
{
    public const string Room = "fuzz";

    private const int LongestConversation = 300;

    public async Task RunAsync(int inputs)
    {
        for (var conversation = 0; inputs > 0; conversation++)
        {
            var random = new Random(seed + (worker * 100_003) + (conversation * 7) + 1);
            await using var client = await RawWebSocket.OpenAsync(server, RawWebSocket.Json);
            var talk = new Conversation(client, random);
            try
            {
                inputs -= await TalkAsync(talk, random, Math.Min(inputs, LongestConversation));
            }
            catch (Exception e)
            {
                throw new InvalidOperationException(
                    $"AKKACHAT_FUZZ_SEED={seed}, worker {worker}, conversation {conversation}: {e.Message}\n{talk}", e);
            }
        }
    }

    // One at a time as long as it is open whether hello is said, then many at once.
    private static async Task<int> TalkAsync(Conversation talk, Random random, int most)
    {
        var sent = 0;
        for (var early = random.Next(4); early > 0 && !talk.HasEnded; early--)
            sent += await talk.SayAsync(1);
        if (!talk.HasEnded)
            await talk.SayAsync("""{"type":"hello","ref":-1}""");
        if (!talk.HasEnded)
            await talk.SayAsync($$"""{"type":"join","room":"{{Room}}","ref":-2}""");
        while (!talk.HasEnded && sent < most)
            sent += await talk.SayAsync(random.Next(1, 16));
        return Math.Max(sent, 1);
    }
}
