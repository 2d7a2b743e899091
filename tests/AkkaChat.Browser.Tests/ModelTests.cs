using System.Text.Json;
using AkkaChat.Testing;
using Microsoft.Playwright;

namespace AkkaChat.Browser.Tests;

/// <summary>The page's models alone: they know no page and no network, so they are handed what the wire could bring.</summary>
[Collection(Chromium.Collection)]
public sealed class ModelTests(ModelPage modules) : IClassFixture<ModelPage>
{
    private const string Log = """
        const { RoomLog } = await import('/models/room-log.js')
        const applied = []
        const log = new RoomLog(event => applied.push(event.seq))
        const events = (...seqs) => seqs.map(seq => ({ seq, kind: 'posted' }))
        log.startAt('e', 3)
        """;

    private const string Line = """
        const { Timeline } = await import('/models/timeline.js')
        const posted = (...seqs) => seqs.map(seq => ({ seq, at: seq, by: { id: 'a', name: 'A' }, id: `i${seq}`, kind: 'posted', text: `t${seq}` }))
        const line = new Timeline()
        const seqs = () => line.messages.map(message => message.seq).join()
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

    [Fact]
    public Task A_message_is_never_in_the_timeline_twice() => HoldsAsync(Line + """

        line.replace(posted(5, 7))
        line.apply(posted(8)[0])
        line.apply(posted(8)[0])
        line.prepend(posted(3, 5), true)
        return [seqs(), line.hasBefore]
        """, "3,5,7,8", true);

    [Fact]
    public Task A_page_of_history_that_brings_nothing_is_the_last_one() => HoldsAsync(Line + """

        line.replace(posted(5))
        line.prepend(posted(5), true)
        return [line.hasBefore]
        """, false);

    [Fact]
    public Task Unknown_kinds_change_nothing_and_what_is_deleted_loses_its_text() => HoldsAsync(Line + """

        line.replace(posted(1, 2))
        line.apply({ seq: 3, kind: 'sang', by: { id: 'a' } })
        line.apply({ seq: 4, at: 9, kind: 'edited', target: 1, text: 'anew' })
        line.apply({ seq: 5, at: 9, kind: 'deleted', target: 2 })
        line.apply({ seq: 6, at: 9, kind: 'edited', target: 99, text: 'of nothing' })
        return [seqs(), line.messages[0].text, line.messages[1].text === null]
        """, "1,2", "anew", true);

    [Fact]
    public Task A_waiting_message_keeps_its_key_when_it_is_stored() => HoldsAsync("""
        const { toRows } = await import('/models/rows.js')
        const me = { id: 'me', name: 'Me' }
        const item = { id: 'x', text: 'hi', at: 5, state: 'waiting' }
        const stored = { seq: 1, at: 6, by: me, id: 'x', text: 'hi' }
        const key = rows => rows.filter(row => row.kind === 'message').map(row => row.key).join()
        return [key(toRows([], [item], me)) === key(toRows([stored], [], me)), toRows([stored], [item], me).length]
        """, true, 2);

    [Fact]
    public Task Waiting_times_grow_to_a_bound_and_are_spread_out() => HoldsAsync("""
        const { Backoff } = await import('/models/backoff.js')
        const longest = new Backoff({ random: () => 1 }), shortest = new Backoff({ random: () => 0 })
        const times = [1, 2, 3, 4, 5, 6, 7].map(() => longest.next()).join()
        longest.reset()
        return [times, shortest.next(), longest.next()]
        """, "500,1000,2000,4000,8000,15000,15000", 0, 500);

    [Theory]
    [InlineData(4010, true)]
    [InlineData(4011, true)]
    [InlineData(4008, true)]
    [InlineData(1006, true)]
    [InlineData(4001, false)]
    [InlineData(4003, false)]
    public Task A_close_code_says_whether_to_come_back(int code, bool comeBack) => HoldsAsync($$"""
        const { closing } = await import('/models/closing.js')
        return [closing({{code}}).comeBack, closing({{code}}, { reconnectAfterMs: 1500 }).atLeastMs ?? 1500]
        """, comeBack, 1500);

    [Fact]
    public Task An_id_is_of_the_alphabet_of_the_wire() => HoldsAsync("""
        const { newId } = await import('/helpers/ids.js')
        const ids = Array.from({ length: 500 }, newId)
        return [ids.every(id => /^[A-Za-z0-9_-]{22}$/.test(id)), new Set(ids).size]
        """, true, 500);

    private async Task HoldsAsync(string script, params object[] expected)
    {
        var result = await modules.Page.EvaluateAsync<string>($"async () => JSON.stringify(await (async () => {{ {script} }})())");
        Assert.Equal(JsonSerializer.Serialize(expected), result);
    }
}

/// <summary>A page from which the modules can be imported, shared: they keep nothing between tests.</summary>
public sealed class ModelPage(Chromium chromium) : IAsyncLifetime
{
    private ServerProcess? server;

    public IPage Page { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        server = await ServerProcess.StartAsync();
        Page = await chromium.Browser.NewPageAsync();
        await Page.GotoAsync(server.Http.ToString());
    }

    public async Task DisposeAsync()
    {
        await Page.CloseAsync();
        await server!.DisposeAsync();
    }
}
