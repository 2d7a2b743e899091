using System.Net;
using System.Net.Sockets;
using AkkaChat.Host.WebSockets;
using BenchmarkDotNet.Attributes;

namespace AkkaChat.MicroBenchmarks;

/// <summary>Shared frames down one of a hundred real sockets, whose clients read. Figures are a write.</summary>
public class WriteBenchmarks
{
    private const int Sockets = 100;

    private readonly List<Socket> open = [];
    private readonly List<FrameOutlet> outlets = [];
    private byte[] frames = [];

    /// <summary>As many bytes as a message, or a batch of 32, has.</summary>
    [Params(66, 2_112)]
    public int Bytes { get; set; }

    [GlobalSetup]
    public async Task Setup()
    {
        frames = new byte[Bytes];
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(Sockets);
        for (var i = 0; i < Sockets; i++)
        {
            var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await client.ConnectAsync(listener.LocalEndPoint!);
            var server = await listener.AcceptAsync();
            server.NoDelay = true;
            open.AddRange([client, server]);
            outlets.Add(new FrameOutlet(new SocketSink(server), mostWaitingBytes: int.MaxValue, progressed: () => { }, caughtUp: () => { }));
            _ = ReadAsync(client);
        }
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        foreach (var socket in open)
            socket.Dispose();
    }

    [Benchmark(OperationsPerInvoke = Sockets)]
    public void Write()
    {
        foreach (var outlet in outlets)
            outlet.TryWrite(frames);
    }

    private static async Task ReadAsync(Socket client)
    {
        var buffer = new byte[256 * 1024];
        try
        {
            while (await client.ReceiveAsync(buffer) > 0)
            {
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The benchmark is over.
        }
    }
}
