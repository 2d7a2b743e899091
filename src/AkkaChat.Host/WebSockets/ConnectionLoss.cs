using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace AkkaChat.Host.WebSockets;

/// <summary>The ways in which a stream says that its client is gone: none of them is an error of the server.</summary>
internal static class ConnectionLoss
{
    public static bool IsIt(Exception e) =>
        e is IOException or SocketException or OperationCanceledException or ObjectDisposedException or ConnectionAbortedException or InvalidOperationException;
}
