namespace AkkaChat.Host.Storage;

/// <summary>What keeps rooms, messages and keys: opened, of the right schema, and ready to be used.</summary>
internal interface IChatStorage : IDisposable
{
    /// <summary>Where the data is, for the operator; no password in it.</summary>
    string Place { get; }

    /// <summary>Where the keys are.</summary>
    string Keys { get; }

    /// <summary>How many rooms began anew, because the database is not the one that people saw.</summary>
    int RenewedRooms { get; }

    /// <summary>Adds the log's two sides, and the keys that seal tokens.</summary>
    void AddTo(IServiceCollection services);
}

internal static class ChatStorage
{
    /// <summary>Opens what the settings name.</summary>
    /// <exception cref="Configuration.StartupException">It can't be used.</exception>
    /// <exception cref="AkkaChat.Storage.DatabaseException">It can't be used.</exception>
    public static async Task<IChatStorage> OpenStorageAsync(this WebApplicationBuilder builder, Configuration.ChatSettings settings) =>
        settings.Storage == Configuration.StorageKind.Postgres
            ? await PostgresStorage.OpenAsync(builder.Configuration)
            : SqliteStorage.Open(settings);
}
