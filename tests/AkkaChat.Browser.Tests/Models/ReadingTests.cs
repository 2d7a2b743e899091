namespace AkkaChat.Browser.Tests.Models;

public sealed class ReadingTests(ModelPage modules) : ModelTest(modules)
{
    private const string Reading = """
        const { Reading } = await import('/models/reading.js')
        const reading = new Reading()
        const others = (...seqs) => seqs.forEach(seq => reading.posted(seq, false, true))
        const snapshot = (...seqs) => seqs.forEach(seq => reading.posted(seq, false, false))
        const state = () => `${reading.mark} ${reading.line} ${reading.count}`

        """;

    [Fact]
    public Task Without_a_mark_all_that_is_there_counts_as_read() => HoldsAsync(Reading + """
        snapshot(1, 2, 3)
        reading.joined(undefined, 3)
        return [state()]
        """, "3 null 0");

    [Fact]
    public Task The_mark_of_the_server_draws_the_line() => HoldsAsync(Reading + """
        snapshot(1, 2, 3)
        reading.joined(1, 3)
        const before = state()
        reading.looks(true)
        reading.atEnd(true)
        return [before, state()]
        """, "1 1 2", "3 1 0");

    [Fact]
    public Task The_line_stays_while_more_comes_and_moves_with_the_next_absence() => HoldsAsync(Reading + """
        reading.joined(undefined, 0)
        reading.looks(true)
        reading.atEnd(true)
        others(1)
        reading.looks(false)
        others(2, 3)
        const away = state()
        reading.looks(true)
        others(4)
        const back = state()
        reading.atEnd(false)
        others(5)
        return [away, back, state()]
        """, "1 1 2", "4 1 0", "4 4 1");

    [Fact]
    public Task The_mark_never_goes_back_and_what_was_read_elsewhere_is_read() => HoldsAsync(Reading + """
        reading.joined(undefined, 5)
        others(6, 7)
        reading.markedElsewhere(6)
        const part = state()
        reading.markedElsewhere(3)
        reading.markedElsewhere(7)
        return [part, state()]
        """, "6 5 1", "7 null 0");

    [Fact]
    public Task What_came_while_the_page_was_away_is_new_to_who_looks_at_it_now() => HoldsAsync(Reading + """
        reading.joined(undefined, 5)
        reading.looks(true)
        reading.atEnd(true)
        snapshot(6, 7)
        reading.joined(5, 7)
        return [state()]
        """, "7 5 0");

    [Fact]
    public Task Who_answers_needs_no_line_and_own_messages_are_not_new() => HoldsAsync(Reading + """
        reading.joined(undefined, 1)
        others(2)
        reading.wrote()
        reading.posted(3, true, true)
        return [state()]
        """, "1 null 1");
}
