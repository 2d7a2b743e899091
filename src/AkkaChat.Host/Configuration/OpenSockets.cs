using Microsoft.AspNetCore.Connections;

namespace AkkaChat.Host.Configuration;

/// <summary>Counts every socket, from its acceptance on, and drops those beyond what the system has left for them.</summary>
internal sealed class OpenSockets(int most)
{
    private int open;

    /// <summary>The first of an endpoint's connection middlewares.</summary>
    public ConnectionDelegate Guard(ConnectionDelegate next) => async connection =>
    {
        try
        {
            if (Interlocked.Increment(ref open) <= most)
                await next(connection);
            else
                connection.Abort();
        }
        finally
        {
            Interlocked.Decrement(ref open);
        }
    };
}
