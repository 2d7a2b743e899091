using AkkaChat.Host.Tests.Support;

namespace AkkaChat.Host.Tests.Fuzz;

/// <summary>Sends bytes cut into packets anywhere.</summary>
internal static class FuzzedSocket
{
    private const int MostSingleBytes = 200;

    public static async Task SendInPiecesAsync(this RawWebSocket client, Random random, byte[] bytes)
    {
        var pieces = random.Next(6) switch { 0 when bytes.Length < MostSingleBytes => bytes.Length, < 3 => 1, _ => random.Next(2, 8) };
        for (int start = 0, piece = 1; piece <= pieces; piece++)
        {
            var end = piece == pieces ? bytes.Length : pieces == bytes.Length ? start + 1 : random.Next(start, bytes.Length + 1);
            if (end > start)
                await client.SendBytesAsync(bytes[start..end]);
            start = end;
        }
    }
}
