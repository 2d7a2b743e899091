using Microsoft.Data.Sqlite;

namespace AkkaChat.Torture.Faults;

/// <summary>Another program's write transaction: as long as it lasts, the server can't commit.</summary>
internal static class DatabaseLock
{
    public static async Task HoldAsync(string file, TimeSpan time)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        await using (await connection.BeginTransactionAsync())
            await Task.Delay(time);
    }
}
