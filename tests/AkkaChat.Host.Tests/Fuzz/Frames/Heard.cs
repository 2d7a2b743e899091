using AkkaChat.Host.Tests.Support;

namespace AkkaChat.Host.Tests.Fuzz.Frames;

/// <summary>What came from the server, by kind.</summary>
internal sealed class Heard(RawWebSocket client)
{
    public List<byte[]> Pongs { get; } = [];

    public List<string> Texts { get; } = [];

    public ServerFrame? Close { get; private set; }

    /// <summary>All that was to come has come before the end.</summary>
    public bool EndedWell { get; set; }

    public Task ToTheCloseAsync() => UntilAsync(() => Close is not null);

    /// <summary>
    /// Up to the end of the stream, right behind the close frame; without one where the client has ended in the middle of a frame. It may be
    /// a reset: a client that sends more behind its end can't ask for better.
    /// </summary>
    public async Task ToTheEndAsync()
    {
        var cut = Close is null ? await Record.ExceptionAsync(ToTheCloseAsync) : null;
        cut ??= await Record.ExceptionAsync(client.ReceiveEndAsync);
        Assert.True(cut is null or IOException, $"{cut}");
    }

    public async Task UntilAsync(Func<bool> isEnough)
    {
        while (!isEnough())
        {
            Assert.True(Close is null, $"The server closed: {Close}");
            var frame = await client.ReceiveAsync();
            switch (frame.Opcode)
            {
                case ClientFrame.PongFrame:
                    Pongs.Add(frame.Payload);
                    break;
                case ClientFrame.CloseFrame:
                    Close = frame;
                    break;
                default:
                    Assert.Equal(ClientFrame.TextFrame, frame.Opcode);
                    Texts.Add(frame.Text);
                    break;
            }
        }
    }
}
