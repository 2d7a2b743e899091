using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace AkkaChat.Storage.Sqlite;

/// <summary>
/// A statement of the hot path, prepared once for a connection and run through SQLite's own interface: ADO.NET's parameters cost as much
/// as the insert itself (docs/performance.md). For one thread.
/// </summary>
internal sealed class Statement(SqliteConnection connection, string sql) : IDisposable
{
    private static readonly object Null = new();

    private readonly sqlite3 db = connection.Handle!;
    private readonly sqlite3_stmt statement = Prepare(connection.Handle!, sql);
    private readonly object?[] bound = new object?[32];
    private byte[] utf8 = new byte[1024];

    /// <summary>A parameter keeps its value from one run to the next: the same string, or none again, is bound already.</summary>
    /// <param name="index">1 for the first parameter.</param>
    public void Bind(int index, string? value)
    {
        if (ReferenceEquals(bound[index], value ?? Null))
            return;
        bound[index] = value ?? Null;
        if (value is null)
        {
            raw.sqlite3_bind_null(statement, index);
            return;
        }
        if (utf8.Length < Encoding.UTF8.GetMaxByteCount(value.Length))
            utf8 = new byte[Encoding.UTF8.GetMaxByteCount(value.Length)];
        raw.sqlite3_bind_text(statement, index, utf8.AsSpan(0, Encoding.UTF8.GetBytes(value, utf8)));
    }

    /// <inheritdoc cref="Bind(int, string?)"/>
    public void Bind(int index, long? value)
    {
        if (value is null && ReferenceEquals(bound[index], Null))
            return;
        bound[index] = value is null ? Null : null;
        if (value is { } number)
            raw.sqlite3_bind_int64(statement, index, number);
        else
            raw.sqlite3_bind_null(statement, index);
    }

    /// <summary>Runs it, and tells how many rows it changed.</summary>
    /// <exception cref="SqliteException">As ADO.NET would throw it.</exception>
    public int Execute()
    {
        var result = raw.sqlite3_step(statement);
        if (result == raw.SQLITE_DONE)
        {
            raw.sqlite3_reset(statement);
            return raw.sqlite3_changes(db);
        }
        var problem = new SqliteException(raw.sqlite3_errmsg(db).utf8_to_string(), result, raw.sqlite3_extended_errcode(db));
        raw.sqlite3_reset(statement);
        throw problem;
    }

    public void Dispose() => statement.Dispose();

    private static sqlite3_stmt Prepare(sqlite3 db, string sql)
    {
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(db, sql, out var prepared), db);
        return prepared;
    }
}
