namespace AkkaChat.Actors.People;

/// <summary>
/// Whether the database may hold read marks of a person. None are there of a new guest until one of their connections sets the first:
/// that spares newcomers a look at the database. Shared by the person's connections; safe to use from several threads.
/// </summary>
public sealed class MarkHint(bool mayExist)
{
    private volatile bool mayExist = mayExist;

    public bool MayExist => mayExist;

    public void Set() => mayExist = true;
}
