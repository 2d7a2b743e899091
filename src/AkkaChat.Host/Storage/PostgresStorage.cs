using System.Diagnostics;
using AkkaChat.Actors.Cluster;
using AkkaChat.Actors.Log;
using AkkaChat.Host.Configuration;
using AkkaChat.Host.Security;
using AkkaChat.Storage.Postgres;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace AkkaChat.Host.Storage;

/// <summary>A database on a PostgreSQL server, for several servers at once; nothing is kept on this machine.</summary>
internal sealed class PostgresStorage : IChatStorage
{
    private const string Name = "AkkaChat";

    private static readonly TimeSpan TryInterval = TimeSpan.FromSeconds(1), TellInterval = TimeSpan.FromSeconds(30);

    private readonly PostgresDatabase database;

    private PostgresStorage(PostgresDatabase database)
    {
        this.database = database;
        RenewedRooms = PostgresContinuity.Ensure(database);
    }

    public string Place => $"the PostgreSQL database {database.Name}";

    public string Keys => $"the table data_protection_keys of {Place}";

    public int RenewedRooms { get; }

    /// <summary>Waits, without an end, for a server that can't be reached; says so now and then.</summary>
    public static async Task<PostgresStorage> OpenAsync(IConfiguration configuration)
    {
        var connectionString = configuration.GetConnectionString(Name);
        if (string.IsNullOrWhiteSpace(connectionString))
            throw new StartupException($"AkkaChat:Storage=Postgres needs ConnectionStrings:{Name}, such as Host=db;Database=chat;Username=chat;Password=… See --help.");
        var database = new PostgresDatabase(connectionString);
        var told = (long?)null;
        while (!TryPrepare(database, out var trouble))
        {
            if (told is null || Stopwatch.GetElapsedTime(told.Value) > TellInterval)
            {
                told = Stopwatch.GetTimestamp();
                await Console.Error.WriteLineAsync($"The PostgreSQL database {database.Name} can't be reached, and is tried again and again: {trouble}");
            }
            await Task.Delay(TryInterval);
        }
        return new PostgresStorage(database);
    }

    public void AddTo(IServiceCollection services)
    {
        services.AddSingleton(database);
        services.AddSingleton<IRoomLog, PostgresRoomLog>();
        services.AddSingleton<IRoomHistory, PostgresRoomHistory>();
        services.AddSingleton<INodeRegister, PostgresNodeRegister>();
        services.AddDataProtection().SetApplicationName("AkkaChat");
        services.Configure<KeyManagementOptions>(keys => keys.XmlRepository = new SharedKeys(new PostgresKeys(database)));
    }

    public void Dispose() => database.Dispose();

    private static bool TryPrepare(PostgresDatabase database, out string trouble)
    {
        try
        {
            database.Prepare();
            trouble = "";
            return true;
        }
        catch (LogUnavailableException e)
        {
            trouble = e.Message.ReplaceLineEndings(" ");
            return false;
        }
    }
}
