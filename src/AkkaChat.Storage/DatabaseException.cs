namespace AkkaChat.Storage;

/// <summary>The database can't be used at all; the message tells the operator why, in one line.</summary>
public sealed class DatabaseException : Exception
{
    public DatabaseException(string message)
        : base(message)
    {
    }

    public DatabaseException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
