using Npgsql;
using NpgsqlTypes;

namespace AkkaChat.Storage.Postgres;

/// <summary>A column of many rows as one parameter of a statement.</summary>
internal static class ArrayParameter
{
    public static NpgsqlParameter<List<T>> Of<T>(List<T> values, NpgsqlDbType type) =>
        new() { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type };
}
