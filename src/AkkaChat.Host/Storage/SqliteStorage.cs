using AkkaChat.Actors.Log;
using AkkaChat.Host.Configuration;
using AkkaChat.Storage.Sqlite;
using Microsoft.AspNetCore.DataProtection;

namespace AkkaChat.Host.Storage;

/// <summary>A folder with everything in it, held by one server.</summary>
internal sealed class SqliteStorage : IChatStorage
{
    private readonly DataDirectory data;
    private readonly SqliteDatabase database;

    private SqliteStorage(DataDirectory data)
    {
        this.data = data;
        database = new SqliteDatabase(data.DatabaseFile);
        database.Prepare();
        RenewedRooms = LogContinuity.Ensure(database);
    }

    public string Place => data.FullPath;

    public string Keys => data.Keys.FullName;

    public int RenewedRooms { get; }

    public static SqliteStorage Open(ChatSettings settings) => new(DataDirectory.Take(settings.DataDirectory));

    public void AddTo(IServiceCollection services)
    {
        services.AddSingleton(database);
        services.AddSingleton<IRoomLog, SqliteRoomLog>();
        services.AddSingleton<IRoomHistory, SqliteRoomHistory>();
        services.AddDataProtection().SetApplicationName("AkkaChat").PersistKeysToFileSystem(data.Keys);
    }

    public void Dispose()
    {
        database.Dispose();
        data.Dispose();
    }
}
