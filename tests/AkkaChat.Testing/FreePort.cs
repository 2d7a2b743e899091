using System.Net;
using System.Net.Sockets;

namespace AkkaChat.Testing;

/// <summary>
/// A port of loopback that nobody listens on, below those that the system gives to outgoing connections: else somebody's client could have it
/// by the time the server starts, or starts again.
/// </summary>
public static class FreePort
{
    public static int Next()
    {
        while (true)
        {
            var port = Random.Shared.Next(20_000, 32_000);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken.
            }
        }
    }
}
