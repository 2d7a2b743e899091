namespace AkkaChat.Host.Tests.Fuzz;

/// <summary>Bytes that are almost these: one to three small accidents.</summary>
internal static class ByteMutation
{
    private static readonly byte[] Telling = [.. "{}[]\",:\\u0e-+. tn\0"u8];

    public static byte[] Of(Random random, byte[] bytes)
    {
        for (var accidents = random.Next(1, 4); accidents > 0; accidents--)
            bytes = Once(random, bytes);
        return bytes;
    }

    private static byte[] Once(Random random, byte[] bytes)
    {
        var at = random.Next(bytes.Length + 1);
        var to = random.Next(at, Math.Min(bytes.Length, at + 16) + 1);
        switch (random.Next(6))
        {
            case 0:
                return bytes[..at];
            case 1:
                return [.. bytes[..at], .. bytes[to..]];
            case 2:
                return [.. bytes[..to], .. bytes[at..]];
            case 3:
                return [.. bytes[..at], (byte)random.Next(256), .. bytes[at..]];
            case 4:
                return [.. bytes[..at], Telling[random.Next(Telling.Length)], .. bytes[at..]];
            default:
                if (at == bytes.Length)
                    return bytes;
                byte[] flipped = [.. bytes];
                flipped[at] ^= (byte)(1 << random.Next(8));
                return flipped;
        }
    }
}
