using System.Diagnostics;
using AkkaChat.Torture.Checks;

namespace AkkaChat.Host.Tests.Lifecycle;

/// <summary>The short form of tests/AkkaChat.Torture, and proof that its checker can fail.</summary>
public sealed class TortureTests
{
    private const string Room = "lobby";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly List<LogEvent> log = [.. Enumerable.Range(1, 5).Select(Event)];
    private readonly List<SentMessage> sent =
        [.. Enumerable.Range(1, 5).Select(i => new SentMessage("ann", Room, i, "u-ann", $"id-{i}", $"text {i}"))];
    private readonly List<Ack> acks = [.. Enumerable.Range(1, 5).Select(i => new Ack("ann", Room, "u-ann", $"id-{i}", i, At: i))];

    [Fact]
    public Task Kills_cuts_stalls_and_freezes_break_no_promise() =>
        HoldsAsync("--seconds", "30", "--clients", "16", "--rooms", "2", "--pause", "1200", "--seed", "20");

    [Fact]
    public Task Nor_do_nodes_that_are_killed_rolled_frozen_and_cut_off_and_a_database_that_is_away() =>
        HoldsAsync("--nodes", "3", "--seconds", "60", "--clients", "12", "--rooms", "2", "--pause", "1000", "--seed", "517");

    [Fact]
    public void A_history_without_fault_has_no_findings() => Assert.Empty(Kinds());

    [Fact]
    public void An_acknowledged_message_that_is_not_there_is_lost()
    {
        log.RemoveAt(4);

        Assert.Equal([FindingKind.Lost], Kinds());
    }

    [Fact]
    public void A_hole_in_the_log_is_lost()
    {
        log.RemoveAt(2);
        acks.RemoveAt(2);

        Assert.Equal([FindingKind.Lost], Kinds());
    }

    [Fact]
    public void What_was_seen_and_is_not_there_is_lost() =>
        Assert.Equal([FindingKind.Lost], Kinds(seen: [.. log, Event(6)]));

    [Fact]
    public void What_a_client_did_not_see_is_lost()
    {
        Assert.Equal([FindingKind.Lost], Kinds(seen: [log[0], log[1], log[3], log[4]]));
        Assert.Equal([FindingKind.Lost], Kinds(seen: log[..4]));
        Assert.Equal([FindingKind.Lost], Kinds(heard: ["text 2", "text 4"]));
    }

    [Fact]
    public void A_plain_line_that_is_missing_between_others_is_lost()
    {
        sent.AddRange(Enumerable.Range(1, 3).Select(i => new SentMessage("bob.1", Room, i, UserId: null, Id: null, $"line {i}")));
        log.AddRange(new[] { 1, 3 }.Select((line, i) => new LogEvent(6 + i, 6 + i, "u-bob", $"b-{line}", $"line {line}")));

        Assert.Equal([FindingKind.Lost], Kinds());
    }

    [Fact]
    public void A_message_that_is_there_twice_is_doubled()
    {
        log.Add(Event(5) with { Seq = 6 });

        Assert.Equal([FindingKind.Doubled], Kinds());
    }

    [Fact]
    public void A_message_that_comes_twice_is_doubled()
    {
        Assert.Equal([FindingKind.Doubled], Kinds(seen: [.. log[..3], log[2], .. log[3..]]));
        Assert.Equal([FindingKind.Doubled], Kinds(heard: ["text 2", "text 3", "text 2"]));
    }

    [Fact]
    public void Messages_stored_in_another_order_than_they_were_sent_are_reordered()
    {
        sent[1] = sent[1] with { Number = 3 };
        sent[2] = sent[2] with { Number = 2 };

        Assert.Equal([FindingKind.Reordered], Kinds());
    }

    [Fact]
    public void Messages_seen_in_another_order_are_reordered()
    {
        Assert.Equal([FindingKind.Reordered], Kinds(seen: [log[0], log[2], log[1], log[3], log[4]]));
        Assert.Equal([FindingKind.Reordered], Kinds(heard: ["text 3", "text 2"]));
    }

    [Fact]
    public void Another_text_than_the_one_sent_or_seen_is_different()
    {
        Assert.Equal([FindingKind.Different], Kinds(seen: [log[0] with { Text = "text l" }, .. log[1..]]));
        Assert.Equal([FindingKind.Different], Kinds(heard: ["text 1", "invented"]));

        sent[3] = sent[3] with { Text = "text\r\n4" };

        Assert.Equal([FindingKind.Different], Kinds());
    }

    [Fact]
    public void Another_seq_than_the_one_acknowledged_is_different()
    {
        acks[0] = acks[0] with { Seq = 2 };

        Assert.Equal([FindingKind.Different], Kinds());
    }

    [Fact]
    public void A_database_that_says_something_else_than_the_wire_is_different() =>
        Assert.Equal([FindingKind.Different], Kinds(database: [.. log[..4], log[4] with { At = 9 }]));

    [Fact]
    public void Errors_in_the_servers_log_are_found_but_for_those_of_a_locked_database()
    {
        const string Log = """
            AkkaChat listens on http://127.0.0.1:1
            warn: Some.Source[0]
                  fail: is only quoted here
            fail: Akka.Actor.ActorSystem[0]
                  The log can't commit now
                  Cause: SQLite Error 5: 'database is locked'.
            fail: Akka.Actor.ActorSystem[0]
                  Object reference not set
            crit: Some.Source[0]
                  Out of memory
            """;
        var findings = ServerErrors.Check(Log, expected: "database is locked").ToList();
        Assert.Equal(2, findings.Count);
        Assert.Contains("Object reference not set", findings[0].What, StringComparison.Ordinal);
        Assert.Contains("Out of memory", findings[1].What, StringComparison.Ordinal);
    }

    private static async Task HoldsAsync(params string[] options)
    {
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "AkkaChat.Torture.dll"), .. options];
        using var torture = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (torture.StandardOutput.ReadToEndAsync(), torture.StandardError.ReadToEndAsync());
        try
        {
            await torture.WaitForExitAsync().WaitAsync(Patience);
        }
        finally
        {
            torture.Kill(entireProcessTree: true);
        }
        Assert.True(torture.ExitCode == 0, await output + await error);
    }

    private static LogEvent Event(int seq) => new(seq, At: seq, "u-ann", $"id-{seq}", $"text {seq}");

    /// <summary>The kinds of fault that are found when somebody saw, heard and stored this; where nothing is said, the log itself.</summary>
    private IEnumerable<FindingKind> Kinds(
        IReadOnlyList<LogEvent>? seen = null, IReadOnlyList<string>? heard = null, IReadOnlyList<LogEvent>? database = null) =>
        Checker.Check(new Evidence
        {
            Wire = new Dictionary<string, IReadOnlyList<LogEvent>> { [Room] = log },
            Database = new Dictionary<string, IReadOnlyList<LogEvent>> { [Room] = database ?? log },
            Sent = sent,
            Acks = acks,
            Witnesses = seen is null ? [] : [new Witness("cid", Room, After: 0, IsLast: true, seen)],
            Hearings = heard is null ? [] : [new Hearing("dan", Connection: 1, Room, heard)],
        }).Select(f => f.Kind).Distinct();
}
