using AkkaChat.Actors.Log;
using Dapper;

namespace AkkaChat.Storage.Postgres;

/// <summary>The keys that seal guests' tokens, as the web framework writes them: with them in the database, every node reads every token.</summary>
public sealed class PostgresKeys(PostgresDatabase database)
{
    /// <exception cref="LogUnavailableException">The database can't do it now.</exception>
    public IReadOnlyList<string> ReadAll() => database.Ask(db => db.Query<string>("SELECT xml FROM data_protection_keys ORDER BY name").AsList());

    /// <inheritdoc cref="ReadAll" path="/exception"/>
    public void Add(string name, string xml) => database.Ask(db => db.Execute(
        "INSERT INTO data_protection_keys (name, xml) VALUES (@name, @xml) ON CONFLICT (name) DO UPDATE SET xml = excluded.xml", new { name, xml }));
}
