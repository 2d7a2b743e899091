using System.Data.Common;
using AkkaChat.Actors.Log;
using Dapper;
using Npgsql;

namespace AkkaChat.Storage.Postgres;

/// <summary>The keys that seal guests' tokens, as the web framework writes them: with them in the database, every node reads every token.</summary>
public sealed class PostgresKeys(PostgresDatabase database)
{
    /// <exception cref="LogUnavailableException">The database can't do it now.</exception>
    public IReadOnlyList<string> ReadAll() => Run(db => db.Query<string>("SELECT xml FROM data_protection_keys ORDER BY name").AsList());

    /// <inheritdoc cref="ReadAll" path="/exception"/>
    public void Add(string name, string xml) => Run(db => db.Execute(
        "INSERT INTO data_protection_keys (name, xml) VALUES (@name, @xml) ON CONFLICT (name) DO UPDATE SET xml = excluded.xml", new { name, xml }));

    private T Run<T>(Func<NpgsqlConnection, T> work)
    {
        try
        {
            using var db = database.Open();
            return work(db);
        }
        catch (Exception e) when (e is DbException or TimeoutException)
        {
            throw new LogUnavailableException(e.GetBaseException().Message, e);
        }
    }
}
