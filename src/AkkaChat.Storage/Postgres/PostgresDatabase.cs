using System.Data.Common;
using System.Reflection;
using AkkaChat.Actors.Log;
using Dapper;
using DbUp;
using DbUp.Engine.Output;
using Npgsql;

namespace AkkaChat.Storage.Postgres;

/// <summary>The database on its server: how it is connected to, and its schema. One for all nodes of a cluster.</summary>
public sealed class PostgresDatabase : IDisposable
{
    /// <summary>
    /// What the connection string may say otherwise. A connection, and a statement, may take a second: whoever sends is told within two that
    /// nothing can be stored. Whether a statement was cancelled then is not waited for.
    /// </summary>
    private const string Defaults = "Timeout=1;Command Timeout=1;Cancellation Timeout=-1;GSS Encryption Mode=Disable;Application Name=AkkaChat";

    /// <summary>Seconds for what happens once, at the start.</summary>
    private const int SchemaTimeoutSeconds = 60;

    /// <summary>"AkkaChat": who applies schema scripts holds this advisory lock.</summary>
    private const long SchemaLock = 0x416B6B6143686174;

    private const string Scripts = "AkkaChat.Storage.Postgres.Schema.";

    private readonly NpgsqlConnectionStringBuilder settings;
    private readonly NpgsqlDataSource pool;

    /// <exception cref="DatabaseException">It is no connection string.</exception>
    public PostgresDatabase(string connectionString)
    {
        settings = Parse(connectionString);
        pool = new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
    }

    /// <summary>For people: no password in it.</summary>
    public string Name => $"{settings.Database ?? settings.Username} on {settings.Host}";

    /// <summary>Applies the schema scripts that the database does not have. Several nodes may do so at once.</summary>
    /// <exception cref="DatabaseException">In one line for the operator: refused by the server, or from a newer AkkaChat.</exception>
    /// <exception cref="LogUnavailableException">It can't be reached now; later it may.</exception>
    public void Prepare()
    {
        try
        {
            using var locked = new NpgsqlConnection(SchemaConnectionString());
            locked.Open();
            locked.Execute("SELECT pg_advisory_lock(@SchemaLock)", new { SchemaLock });
            ApplySchema();
        }
        catch (Exception e) when (e is TimeoutException or NpgsqlException { IsTransient: true })
        {
            throw new LogUnavailableException(e.GetBaseException().Message, e);
        }
        catch (DbException e)
        {
            throw new DatabaseException($"The database {Name} can't be used: {InOneLine(e)}", e);
        }
    }

    internal Reachability Reachability { get; } = new();

    /// <summary>A connection of the pool. What it commits is on disk.</summary>
    public NpgsqlConnection Open() => pool.OpenConnection();

    /// <inheritdoc cref="Open"/>
    public ValueTask<NpgsqlConnection> OpenAsync() => pool.OpenConnectionAsync();

    /// <summary>Asks something on a connection of the pool.</summary>
    /// <exception cref="LogUnavailableException">The database can't do it now.</exception>
    internal T Ask<T>(Func<NpgsqlConnection, T> question)
    {
        Reachability.ThrowIfAway();
        try
        {
            using var db = Open();
            var answer = question(db);
            Reachability.Answered();
            return answer;
        }
        catch (Exception e) when (IsFailure(e))
        {
            throw Reachability.Failed(e);
        }
    }

    /// <summary>The database's, or that of the way to it; all else is a fault of ours.</summary>
    internal static bool IsFailure(Exception e) => e is DbException or TimeoutException;

    public void Dispose() => pool.Dispose();

    private void ApplySchema()
    {
        var upgrade = DeployChanges.To.PostgresqlDatabase(SchemaConnectionString())
            .WithScriptsEmbeddedInAssembly(Assembly.GetExecutingAssembly(), script => script.StartsWith(Scripts, StringComparison.Ordinal))
            .WithTransactionPerScript()
            .WithVariablesDisabled()
            .LogTo(new NoOpUpgradeLog())
            .Build();

        var unknown = upgrade.GetExecutedScripts().Except(upgrade.GetDiscoveredScripts().Select(s => s.Name)).FirstOrDefault();
        if (unknown is not null)
            throw new DatabaseException($"The database {Name} is from a newer AkkaChat (it has {unknown}). Start that version, or restore a backup.");
        var result = upgrade.PerformUpgrade();
        if (!result.Successful)
            throw new DatabaseException($"The database {Name} could not take the schema {result.ErrorScript?.Name}: {InOneLine(result.Error)}", result.Error);
    }

    private string SchemaConnectionString() => new NpgsqlConnectionStringBuilder(settings.ConnectionString)
    {
        Options = null,
        CommandTimeout = SchemaTimeoutSeconds,
        Pooling = false,
    }.ConnectionString;

    private static string InOneLine(Exception e) => (e as PostgresException)?.MessageText ?? e.GetBaseException().Message.ReplaceLineEndings(" ");

    private static NpgsqlConnectionStringBuilder Parse(string connectionString)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder($"{Defaults};{connectionString}");
            if (string.IsNullOrEmpty(settings.Host))
                throw new ArgumentException("Host is missing");
            settings.Options = SessionSettings(settings);
            return settings;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            // What is wrong with it is not told: it may be part of a password.
            throw new DatabaseException("It is no connection string, such as Host=db.example;Database=chat;Username=chat;Password=…", e);
        }
    }

    // A statement ends by itself a little before its client gives up, and a session whose client is gone soon notices. A commit is on disk,
    // whatever the server's configuration says. Compiling a statement takes longer than ours run; and each has an index, but PostgreSQL
    // reads a whole table when it believes that any row will do.
    private static string SessionSettings(NpgsqlConnectionStringBuilder settings) =>
        $"-c statement_timeout={settings.CommandTimeout * 900}ms -c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3 " +
        $"-c jit=off -c enable_seqscan=off -c enable_bitmapscan=off {settings.Options} -c synchronous_commit=on";
}
