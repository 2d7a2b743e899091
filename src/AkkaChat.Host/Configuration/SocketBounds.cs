using System.Net;
using System.Net.Sockets;
using AkkaChat.Actors;
using AkkaChat.Host.WebSockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace AkkaChat.Host.Configuration;

/// <summary>What sockets may take of the machine: how many there are, and how much the system keeps for each.</summary>
internal static class SocketBounds
{
    /// <summary>Who connects in the same moment, as after a restart, waits here and not for TCP to try again.</summary>
    private const int Backlog = 4_096;

    /// <summary>Of all sockets, those that are no chat connections (yet): page requests and opening handshakes.</summary>
    private const double OthersShare = 1 / 8.0;

    /// <exception cref="StartupException">More connections are wanted than the system allows.</exception>
    public static void UseSocketBounds(this WebApplicationBuilder builder, ChatLimits limits)
    {
        var most = OpenFiles.LeftForSockets();
        var others = (int?)(most * OthersShare);
        if (limits.Connections > most - others)
            throw new StartupException(
                $"AkkaChat:Limits:Connections={limits.Connections} is more than the {most - others} that this process may open (ulimit -n).");

        builder.Services.AddSingleton(provider => new ConnectionGate(
            limits.Connections > 0 ? limits.Connections : most - others, provider.GetRequiredService<ILogger<ConnectionGate>>()));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxConcurrentConnections = others); // Chat connections don't count there.
        builder.WebHost.UseSockets(sockets =>
        {
            sockets.Backlog = Backlog;
            sockets.UnsafePreferInlineScheduling = true; // Nothing that runs on a socket's completion blocks (docs/performance.md).
            sockets.MaxWriteBufferSize = 1; // A flush waits for the socket: behind it frames may go there past Kestrel's pipe.
            sockets.CreateBoundListenSocket = endPoint => Bind(endPoint, limits.SendBufferBytes);
        });
    }

    // Accepted sockets inherit it. By itself Linux lets it grow to megabytes for each client that does not read.
    private static Socket Bind(EndPoint endPoint, int sendBufferBytes)
    {
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endPoint);
        if (sendBufferBytes > 0)
            socket.SendBufferSize = sendBufferBytes;
        return socket;
    }
}
