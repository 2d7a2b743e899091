namespace AkkaChat.Actors.People;

/// <summary>What lets a guest be the same person on the next visit.</summary>
public interface IGuestTokens
{
    string Issue(Person guest);

    /// <summary>The guest of a token that this server issued, else null.</summary>
    Person? Read(string token);
}
