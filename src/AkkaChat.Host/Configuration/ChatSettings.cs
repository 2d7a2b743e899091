using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using AkkaChat.Actors;

namespace AkkaChat.Host.Configuration;

/// <summary>What an operator can set, under <c>AkkaChat</c> in appsettings.json, the environment and on the command line.</summary>
public sealed record ChatSettings
{
    public const string Section = "AkkaChat";

    [Description("where rooms and messages are kept: Sqlite, a file; or Postgres, a server, which ConnectionStrings:AkkaChat names")]
    public StorageKind Storage { get; init; } = StorageKind.Sqlite;

    [Description("with Sqlite, where the database and the keys are kept; made when missing")]
    public string DataDirectory { get; init; } = DefaultDataDirectory();

    [Description("other sites whose pages may connect with akkachat.v1, such as https://chat.example; several separated by commas")]
    public string Origins { get; init; } = "";

    public PlainTextSettings PlainText { get; init; } = new();

    public RoomsSettings Rooms { get; init; } = new();

    public ChatLimits Limits { get; init; } = new();

    public sealed record PlainTextSettings
    {
        [Description("plain-text clients: On, ReadOnly or Off")]
        public PlainTextAccess Access { get; init; } = PlainTextAccess.On;

        [Description("other sites whose pages may connect with plain text, several separated by commas; * for all")]
        public string Origins { get; init; } = "";
    }

    public sealed record RoomsSettings
    {
        [Description("a room that does not exist is made by the first who joins it")]
        public bool CreateOnJoin { get; init; } = true;

        [Description("seconds that a room stays in memory after its last member left")]
        [Range(1, 86_400)]
        public int IdleSeconds { get; init; } = 120;
    }

    // In the user's own folder, so that it is the same from whichever folder the server is started.
    private static string DefaultDataDirectory()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return Path.Combine(home.Length > 0 ? home : Environment.CurrentDirectory, "AkkaChat");
    }
}

public enum StorageKind
{
    Sqlite,
    Postgres,
}

public enum PlainTextAccess
{
    On,
    ReadOnly,
    Off,
}
