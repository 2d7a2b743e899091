namespace AkkaChat.Host.Configuration;

/// <summary>The server can't start, for a reason that the operator can mend; the message is one line.</summary>
public sealed class StartupException : Exception
{
    public StartupException(string message)
        : base(message)
    {
    }

    public StartupException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
