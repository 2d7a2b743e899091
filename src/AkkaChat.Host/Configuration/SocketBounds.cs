using System.Net;
using System.Net.Sockets;
using AkkaChat.Actors;
using AkkaChat.Host.WebSockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace AkkaChat.Host.Configuration;

/// <summary>What sockets may take of the machine: how many there are, and how much the system keeps for each.</summary>
internal static class SocketBounds
{
    /// <summary>The part of all sockets that chat connections leave to page requests and opening handshakes.</summary>
    private const int OthersPart = 8;

    /// <exception cref="StartupException">More connections are wanted than the system allows.</exception>
    public static void UseSocketBounds(this WebApplicationBuilder builder, ChatLimits limits)
    {
        var sockets = OpenFiles.LeftForSockets();
        var most = sockets - (sockets / OthersPart);
        if (limits.Connections > most)
            throw new StartupException($"AkkaChat:Limits:Connections={limits.Connections} is more than the {most} that this process may have (ulimit -n).");

        builder.Services.AddSingleton(provider => new ConnectionGate(
            limits.Connections > 0 ? limits.Connections : most, provider.GetRequiredService<ILogger<ConnectionGate>>()));
        if (sockets is not null)
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(e => e.Use(new OpenSockets(sockets.Value).Guard)));
        builder.WebHost.UseSockets(transport =>
        {
            transport.Backlog = OpenFiles.Backlog;
            transport.UnsafePreferInlineScheduling = true; // Nothing that runs on a socket's completion blocks (docs/performance.md).
            transport.MaxWriteBufferSize = 1; // A flush waits for the socket: behind it frames may go there past Kestrel's pipe.
            transport.CreateBoundListenSocket = endPoint => Bind(endPoint, limits.SendBufferBytes);
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
