using AkkaChat.Actors.Log;
using Npgsql;

namespace AkkaChat.Storage.Postgres;

/// <summary>
/// One transaction in one round trip: two statements at most, with all events and all marks as arrays. It begins when all of it has reached
/// the server, and so never waits for the network with rows locked.
/// </summary>
internal static class GroupCommit
{
    /// <param name="leavesOut">Appends that can't be stored, and tells so; else they make all of it fail.</param>
    /// <exception cref="PostgresException">Nothing was stored, also of the other rooms.</exception>
    public static IReadOnlyList<IWriteOutcome> Execute(NpgsqlConnection db, IReadOnlyList<ILogWrite> writes, bool leavesOut)
    {
        var (insertEvents, upsertMarks) = (new InsertEvents(), new UpsertMarks());
        for (var i = 0; i < writes.Count; i++)
        {
            if (writes[i] is AppendEvents append)
                insertEvents.Add(i, append);
            else if (writes[i] is StoreMarks marks)
                upsertMarks.Add(marks);
            else
                throw new ArgumentException($"No table for {writes[i].GetType().Name}", nameof(writes));
        }
        using var batch = db.CreateBatch();
        if (insertEvents.Count > 0)
            batch.BatchCommands.Add(insertEvents.Command(leavesOut));
        if (upsertMarks.Count > 0)
            batch.BatchCommands.Add(upsertMarks.Command());
        if (!leavesOut)
            batch.Prepare(); // Once a connection; then it is known.
        using var reader = batch.ExecuteReader();
        var failures = leavesOut && insertEvents.Count > 0 ? InsertEvents.ReadFailures(reader) : [];
        var marksNow = upsertMarks.Count > 0 ? UpsertMarks.Read(reader) : [];
        while (reader.NextResult())
        {
            // The commit is what the last answer tells of.
        }
        return [.. writes.Select((write, i) => Outcome(write, failures.GetValueOrDefault(i), marksNow))];
    }

    private static IWriteOutcome Outcome(ILogWrite write, AppendOutcome? failure, Dictionary<(string Room, string User), long> marksNow) => write switch
    {
        StoreMarks marks => new MarksOutcome.Stored([.. marks.Marks.Select(m => m with { Seq = marksNow[(marks.Room.Value, m.User.Value)] })]),
        _ => failure ?? AppendOutcome.Appended.Instance,
    };
}
