namespace AkkaChat.Actors.Rooms;

/// <summary>How rooms live.</summary>
public sealed record RoomSettings
{
    /// <summary>A room that does not exist is made by the first join. The lobby always is.</summary>
    public bool CreateOnJoin { get; init; } = true;

    /// <summary>How long a room stays in memory after its last member left.</summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromMinutes(2);
}
