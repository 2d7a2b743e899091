using System.Net;
using System.Net.Sockets;
using System.Text;
using AkkaChat.Bench.Load;
using AkkaChat.Bench.Servers;

namespace AkkaChat.Bench.Tests;

public class CrowdTests
{
    [Fact]
    public async Task The_members_of_each_room_are_spread_evenly_over_the_nodes_in_each_dialect()
    {
        using TcpListener first = Listening(), second = Listening(), third = Listening();
        var heard = new[] { first, second, third }.Select(node => HearAsync(node, connections: 8)).ToList();
        var ports = new[] { first, second, third }.Select(node => ((IPEndPoint)node.LocalEndpoint).Port).ToList();
        var (one, other) = (Dialect.Plain with { Path = "/one/{room}" }, Dialect.Plain with { Path = "/other/{room}" });
        await using var crowd = await Crowd.EnterAsync(ports, [12, 12], [one, other]);
        foreach (var paths in await Task.WhenAll(heard))
            Assert.Equal(["/one/0", "/one/0", "/one/1", "/one/1", "/other/0", "/other/0", "/other/1", "/other/1"], paths.Order(StringComparer.Ordinal));
    }

    private static TcpListener Listening()
    {
        var node = new TcpListener(IPAddress.Loopback, 0);
        node.Start();
        return node;
    }

    // Lets so many in, and says what they asked for; the connections end with the crowd.
    private static async Task<List<string>> HearAsync(TcpListener node, int connections)
    {
        var paths = new List<string>();
        for (var i = 0; i < connections; i++)
        {
            var client = await node.AcceptTcpClientAsync();
            using var head = new StreamReader(client.GetStream(), Encoding.ASCII, leaveOpen: true);
            paths.Add((await head.ReadLineAsync())!.Split(' ')[1]);
            while (await head.ReadLineAsync() is { Length: > 0 })
            {
                // The rest of the head.
            }
            await client.GetStream().WriteAsync("HTTP/1.1 101 Switching Protocols\r\n\r\n"u8.ToArray());
        }
        return paths;
    }
}
