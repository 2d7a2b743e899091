using System.IO.Pipelines;
using AkkaChat.Actors.Connections;

namespace AkkaChat.Host.WebSockets;

/// <summary>Reads a client's messages and hands the requests in them to its connection, as many at a time as came together.</summary>
internal sealed class ReceiveLoop(PipeReader input, WebSocketChannel channel, IWireMode mode, int mostMessageBytes, TimeProvider time)
{
    /// <summary>Handed over at a time; the rest of a burst waits in the socket.</summary>
    private const int MostRequests = 32, MostBytes = 64 * 1024;

    /// <summary>Frames without a message are told of so many at a time: the few of a quiet connection are not worth a word.</summary>
    private const int SmallTalk = 32;

    /// <summary>After this long without a byte a client whose connection is being closed has no more to say.</summary>
    private static readonly TimeSpan QuietTime = TimeSpan.FromMilliseconds(300);

    private readonly MessageReader messages = new(mostMessageBytes);
    private List<ClientRequest> requests = [];
    private int bytes, smallTalk;

    /// <summary>Runs until the client or the server has closed the connection, or it is lost.</summary>
    public async Task RunAsync()
    {
        try
        {
            await channel.HandOverAsync(mode.Opening);
            ReadResult read;
            do
                read = await input.ReadAsync();
            while (!read.IsCanceled && await TakeAsync(read) && !read.IsCompleted);
        }
        catch (WebSocketViolationException violation)
        {
            TellOfSmallTalk();
            await HandOverAsync();
            channel.Close(violation.Code);
            await DiscardAsync();
        }
    }

    // False after the client's close frame.
    private async ValueTask<bool> TakeAsync(ReadResult read)
    {
        channel.SignOfLife();
        var rest = read.Buffer;
        try
        {
            while (messages.TryRead(ref rest, out var message))
            {
                if (!await TakeAsync(message))
                    return false;
            }
            TellOfSmallTalk();
            await HandOverAsync();
            return true;
        }
        finally
        {
            input.AdvanceTo(rest.Start, read.Buffer.End);
        }
    }

    // False after the client's close frame. Control frames are answered in turn, after what the client said before them.
    private async ValueTask<bool> TakeAsync(InboundMessage message)
    {
        switch (message.Opcode)
        {
            case Opcode.Ping:
                await HandOverAsync();
                channel.Pong(message.Payload.Span);
                smallTalk++;
                break;
            case Opcode.Pong:
                smallTalk++;
                break;
            case Opcode.Close:
                var answer = ClosePayload.Answer(message.Payload.Span);
                await HandOverAsync();
                channel.AnswerClose(answer);
                return false;
            default:
                if (mode.Decode(message) is { } request)
                    requests.Add(request);
                else
                    smallTalk++;
                bytes += message.Payload.Length;
                if (requests.Count == MostRequests || bytes >= MostBytes)
                    await HandOverAsync();
                break;
        }
        return true;
    }

    private void TellOfSmallTalk()
    {
        smallTalk += messages.TakeTinyFragments();
        if (smallTalk < SmallTalk)
            return;
        requests.Add(new ClientRequest.SmallTalk(smallTalk));
        smallTalk = 0;
    }

    private async ValueTask HandOverAsync()
    {
        if (requests.Count == 0)
            return;
        var batch = requests;
        requests = [];
        bytes = 0;
        await channel.HandOverAsync(batch);
    }

    // Closing a socket with unread bytes in it resets the connection, and the client may never see the close frame. So they are read,
    // until nothing more comes: what a client that breaks the rules answers can't be told from what it had sent before.
    private async Task DiscardAsync()
    {
        ReadResult read;
        do
        {
            using var quiet = time.CreateTimer(_ => input.CancelPendingRead(), state: null, QuietTime, Timeout.InfiniteTimeSpan);
            read = await input.ReadAsync();
            input.AdvanceTo(read.Buffer.End);
        }
        while (!read.IsCanceled && !read.IsCompleted);
    }
}
