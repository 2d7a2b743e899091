using System.Globalization;
using System.Text;

namespace AkkaChat.Host.Tests.Fuzz.Frames;

/// <summary>Payloads of messages: characters of every length, and lengths at every bound.</summary>
internal static class FuzzedTexts
{
    private static readonly int[] Bounds = [0, 125, 126, 127, 16_383, 16_384, 16_385, 65_535, 65_536, 65_537];
    private static readonly string[] Characters = ["a", "z", " ", "é", "\u07FF", "\u0800", "€", "\uD7FF", "\uE000", "\uFFFD", "😀", "\U0010FFFF"];
    private static readonly string[] OnlyVerbatim = ["\0", "\n", "\u001b", "\"", "\\", "{", "/"];

    public static byte[] Plain(Random random) => Of(random, Length(random), [.. Characters, .. OnlyVerbatim]);

    /// <summary>Most of them a request that is refused at once.</summary>
    public static byte[] Request(Random random)
    {
        if (random.Next(15) == 0)
            return Plain(random);
        var head = Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $$"""{"type":"leave","room":"nowhere","ref":{{random.Next()}},"x":" """));
        return [.. head, .. Of(random, Math.Max(0, Length(random) - head.Length - 2), Characters), (byte)'"', (byte)'}'];
    }

    private static int Length(Random random) => random.Next(25) == 0 ? Bounds[random.Next(Bounds.Length)] : random.Next(40);

    private static byte[] Of(Random random, int length, string[] characters)
    {
        var bytes = new List<byte>(length);
        while (bytes.Count < length)
        {
            var character = Encoding.UTF8.GetBytes(characters[random.Next(characters.Length)]);
            if (bytes.Count + character.Length <= length)
                bytes.AddRange(character);
        }
        return [.. bytes];
    }
}
