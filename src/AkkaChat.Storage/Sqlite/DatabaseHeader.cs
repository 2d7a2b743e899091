using System.Buffers.Binary;

namespace AkkaChat.Storage.Sqlite;

/// <summary>
/// The head of a database file (sqlite.org/fileformat.html). SQLite itself notices a missing end only when somebody reads there. To be asked
/// before SQLite opens the file: closing it here would drop the locks that SQLite has on it.
/// </summary>
internal static class DatabaseHeader
{
    private const int Bytes = 100, PageSizeAt = 16, ChangesAt = 24, PagesAt = 28, PagesAreOfChangeAt = 92;

    /// <summary>It is shorter than its head says. Beside a write-ahead log that may be as it should: the log has the rest.</summary>
    public static bool IsFileCutShort(string path)
    {
        var head = new byte[Bytes];
        if (new FileInfo(path + "-wal") is { Exists: true, Length: > 0 } || !File.Exists(path))
            return false;
        using var file = File.OpenRead(path);
        if (file.ReadAtLeast(head, Bytes, throwOnEndOfStream: false) < Bytes)
            return file.Length > 0;
        var pageSize = BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(PageSizeAt)) is var size && size == 1 ? 65_536 : size;
        return Number(head, ChangesAt) == Number(head, PagesAreOfChangeAt) && file.Length < (long)Number(head, PagesAt) * pageSize;
    }

    private static uint Number(byte[] head, int at) => BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(at));
}
