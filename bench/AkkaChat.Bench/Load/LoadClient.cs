using System.Net.Sockets;
using System.Text;
using AkkaChat.Bench.Measuring;
using AkkaChat.Bench.Servers;

namespace AkkaChat.Bench.Load;

/// <summary>One connection of the load: takes in all that its room says, and says something itself when it is told to.</summary>
public sealed class LoadClient : IAsyncDisposable
{
    /// <summary>Bytes of the receive buffer, to begin with and at most: idle connections are many.</summary>
    private const int LeastBuffer = 2 * 1024, MostBuffer = 1024 * 1024;

    private readonly LoadSocket socket;
    private readonly LoadRoom room;
    private readonly Dialect dialect;
    private readonly Window window;
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Tally?[] bySender = [];
    private Task receiving = Task.CompletedTask;
    private byte[] buffer = new byte[LeastBuffer];
    private int filled;
    private long foreign;
    private bool isLeaving, isCutShort;

    private LoadClient(LoadSocket socket, LoadRoom room, Dialect dialect, Window window) =>
        (this.socket, this.room, this.dialect, this.window) = (socket, room, dialect, window);

    public LoadRoom Room => room;

    /// <summary>Messages of anybody that have come.</summary>
    public long Received { get; private set; }

    /// <summary>This client's number among the senders of its room; null until it has said something.</summary>
    public int? Sender { get; private set; }

    public int Sent { get; private set; }

    /// <summary>Called on the receiving thread when a message of its own has come back.</summary>
    public Action? Echoed { get; set; }

    /// <summary>Connects and enters the room.</summary>
    /// <param name="source">The address to connect from; spreads many connections over the ports of several.</param>
    public static async Task<LoadClient> EnterAsync(
        int port, LoadRoom room, Dialect dialect, Window window, string name, System.Net.IPAddress source, CancellationToken timeout)
    {
        var path = dialect.Path.Replace("{room}", room.Name, StringComparison.Ordinal);
        var socket = await LoadSocket.OpenAsync(port, path, dialect.Subprotocol, source, timeout);
        var client = new LoadClient(socket, room, dialect, window);
        foreach (var words in dialect.Opening)
            socket.Add(ServerFrames.Text, Encoding.UTF8.GetBytes(client.Fill(words).Replace("{name}", name, StringComparison.Ordinal)));
        socket.Flush();
        if (dialect.Ready is null)
            client.ready.TrySetResult();
        client.receiving = client.ReceiveAsync();
        await client.ready.Task.WaitAsync(timeout);
        return client;
    }

    /// <summary>Puts a message into what is sent next.</summary>
    /// <param name="sentAt">When it should have left (<see cref="Token.Now"/>), so that a server that keeps it waiting is charged for that.</param>
    public void Say(int characters, long? sentAt = null)
    {
        Sender ??= room.AddSender(this);
        var number = Sent++;
        var text = new Token(room.Number, Sender.Value, number, sentAt ?? Token.Now).ToText(characters);
        var words = dialect.Message == "{text}"
            ? text
            : Fill(dialect.Message).Replace("{id}", $"{Sender:x4}{number:x5}", StringComparison.Ordinal).Replace("{text}", text, StringComparison.Ordinal);
        socket.Add(ServerFrames.Text, Encoding.UTF8.GetBytes(words));
    }

    public void Flush() => socket.Flush();

    /// <summary>What went wrong for this client, who was in the room from the first message on.</summary>
    public Faults Faults()
    {
        var faults = new Faults(0, 0, 0, foreign, isCutShort ? 1 : 0);
        for (var sender = 0; sender < room.Senders.Count; sender++)
        {
            var (tally, sent) = (TallyOf(sender), room.Senders[sender].Sent);
            faults += new Faults(tally.LostOf(sent), tally.Doubled, tally.Reordered, 0, 0);
        }
        return faults;
    }

    public async ValueTask DisposeAsync()
    {
        isLeaving = true;
        socket.Dispose();
        await receiving;
    }

    private string Fill(string words) => words.Replace("{room}", room.Name, StringComparison.Ordinal);

    private async Task ReceiveAsync()
    {
        try
        {
            while (true)
            {
                var count = await socket.ReceiveAsync(buffer.AsMemory(filled));
                if (count == 0)
                    break;
                filled += count;
                TakeFrames();
                socket.Flush();
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The connection is gone, and below is said whether it should be.
        }
        isCutShort |= !isLeaving;
        ready.TrySetException(new IOException("The server closed the connection before the client was in the room."));
    }

    private void TakeFrames()
    {
        ReadOnlySpan<byte> bytes = buffer.AsSpan(0, filled);
        while (ServerFrames.TryTake(ref bytes, out var opcode, out var payload))
            Take(opcode, payload);
        var rest = bytes.Length;
        if (rest > 0)
            bytes.CopyTo(buffer);
        if ((filled == buffer.Length || rest > buffer.Length / 2) && buffer.Length < MostBuffer)
            Array.Resize(ref buffer, buffer.Length * 2);
        filled = rest;
    }

    private void Take(int opcode, ReadOnlySpan<byte> payload)
    {
        if (opcode == ServerFrames.Ping)
            socket.Add(ServerFrames.Ping + 1, payload);
        else if (opcode == ServerFrames.Close)
            isCutShort |= !isLeaving;
        else if (!ready.Task.IsCompleted && payload.IndexOf(Encoding.UTF8.GetBytes(dialect.Ready!)) >= 0)
            ready.TrySetResult();
        while (Token.TryTake(ref payload, out var token)) // SignalR puts several into a frame.
            Take(token);
    }

    private void Take(Token token)
    {
        if (token.Room != room.Number)
        {
            foreign++;
            return;
        }
        TallyOf(token.Sender).Add(token.Number);
        Received++;
        window.Add(token);
        if (token.Sender == Sender)
            Echoed?.Invoke();
    }

    private Tally TallyOf(int sender)
    {
        if (sender >= bySender.Length)
            Array.Resize(ref bySender, sender + 1);
        return bySender[sender] ??= new Tally();
    }
}
