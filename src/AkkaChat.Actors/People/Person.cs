namespace AkkaChat.Actors.People;

/// <summary>Somebody, under the name they have now.</summary>
public sealed record Person(UserId Id, string Name);

/// <summary>The server's own id of a person. It never changes, whatever the name.</summary>
public readonly record struct UserId(string Value)
{
    public override string ToString() => Value;
}
