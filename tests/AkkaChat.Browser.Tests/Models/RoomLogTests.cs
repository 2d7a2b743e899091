namespace AkkaChat.Browser.Tests.Models;

public sealed class RoomLogTests(ModelPage modules) : ModelTest(modules)
{
    private const string Log = """
        const { RoomLog } = await import('/models/room-log.js')
        const applied = []
        const log = new RoomLog(event => applied.push(event.seq))
        const events = (...seqs) => seqs.map(seq => ({ seq, kind: 'posted' }))
        log.startAt('e', 3)
        """;

    [Fact]
    public Task The_next_event_is_applied_and_an_old_one_dropped() => HoldsAsync(Log + """

        const said = events(4, 4, 2, 5).map(event => log.take(event))
        return [said.join(), applied.join()]
        """, "applied,dropped,dropped,applied", "4,5");

    [Fact]
    public Task An_event_beyond_a_hole_waits_until_the_hole_is_filled() => HoldsAsync(Log + """

        const said = events(7, 6).map(event => log.take(event)).join()
        const hole = log.hasHole
        log.takeDelta(events(4, 5))
        return [said, hole, applied.join(), log.hasHole, log.after.seq]
        """, "held,held", true, "4,5,6,7", false, 7);

    [Fact]
    public Task A_delta_that_overlaps_with_live_events_applies_each_once() => HoldsAsync(Log + """

        log.take(events(4)[0])
        log.take(events(6)[0])
        log.takeDelta(events(4, 5, 6))
        log.take(events(6)[0])
        return [applied.join(), log.last]
        """, "4,5,6", 6);

    [Fact]
    public Task A_snapshot_of_another_log_forgets_what_was_held_of_the_old_one() => HoldsAsync(Log + """

        log.take(events(9)[0])
        log.startAt('another', 8)
        return [applied.join(), log.hasHole, log.after.epoch, log.after.seq]
        """, "", false, "another", 8);

    [Fact]
    public Task Before_the_first_join_nothing_is_applied() => HoldsAsync("""
        const { RoomLog } = await import('/models/room-log.js')
        const applied = []
        const log = new RoomLog(event => applied.push(event.seq))
        return [log.take({ seq: 1 }), applied.length, log.after === undefined]
        """, "held", 0, true);
}
