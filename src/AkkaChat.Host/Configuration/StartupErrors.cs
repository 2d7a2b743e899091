using AkkaChat.Storage;
using Microsoft.AspNetCore.Connections;

namespace AkkaChat.Host.Configuration;

/// <summary>What an operator can do something about is told in one line; anything else is a fault of ours and keeps its stack trace.</summary>
internal static class StartupErrors
{
    public static string? InOneLine(Exception error) => error switch
    {
        StartupException or DatabaseException => error.Message,
        InvalidDataException => $"{error.Message} {error.InnerException?.Message}",
        IOException { InnerException: AddressInUseException } => $"{error.Message} Stop the other program, or choose another address with --urls.",
        IOException => error.Message,
        System.Net.Sockets.SocketException => $"{error.Message}. Choose another address with --urls.",
        _ => null,
    };
}
