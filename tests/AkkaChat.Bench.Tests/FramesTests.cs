using System.Buffers;
using System.Text;
using AkkaChat.Bench.Load;

namespace AkkaChat.Bench.Tests;

public class FramesTests
{
    [Theory]
    [InlineData(24)]
    [InlineData(200)]
    public void A_token_is_found_in_whatever_wraps_it(int characters)
    {
        var token = new Token(Room: 499, Sender: 4_000, Number: 123_456, SentAt: 9_876_543_210);
        ReadOnlySpan<byte> payload = Encoding.UTF8.GetBytes($$"""{"text":"{{token.ToText(characters)}}"}""");
        Assert.True(Token.TryTake(ref payload, out var found));
        Assert.Equal(token, found);
        Assert.False(Token.TryTake(ref payload, out _));
    }

    [Fact]
    public void Several_tokens_in_one_frame_are_all_found()
    {
        ReadOnlySpan<byte> payload = Encoding.UTF8.GetBytes(new Token(1, 2, 3, 4).ToText(24) + "\u001e" + new Token(1, 2, 4, 5).ToText(24));
        Assert.True(Token.TryTake(ref payload, out _) && Token.TryTake(ref payload, out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    public void A_servers_frame_is_taken_only_when_it_is_whole(int length)
    {
        byte[] head = length switch
        {
            < 126 => [0x81, (byte)length],
            <= ushort.MaxValue => [0x81, 126, (byte)(length >> 8), (byte)length],
            _ => [0x81, 127, 0, 0, 0, 0, 0, (byte)(length >> 16), (byte)(length >> 8), (byte)length],
        };
        byte[] bytes = [.. head, .. new byte[length], 0x81];
        ReadOnlySpan<byte> cut = bytes.AsSpan(0, bytes.Length - 2);
        Assert.False(ServerFrames.TryTake(ref cut, out _, out _));
        ReadOnlySpan<byte> whole = bytes;
        Assert.True(ServerFrames.TryTake(ref whole, out var opcode, out var payload));
        Assert.Equal((ServerFrames.Text, length, 1), (opcode, payload.Length, whole.Length));
    }

    [Fact]
    public void A_clients_frame_is_masked()
    {
        var frames = new ArrayBufferWriter<byte>();
        frames.AddFrame(ServerFrames.Text, "Hello"u8);
        var bytes = frames.WrittenSpan.ToArray();
        Assert.Equal([0x81, 0x85], bytes[..2]);
        Assert.Equal("Hello"u8.ToArray(), bytes[6..].Select((b, i) => (byte)(b ^ bytes[2 + (i % 4)])));
    }
}
