namespace AkkaChat.Browser.Tests.Models;

public sealed class TimelineTests(ModelPage modules) : ModelTest(modules)
{
    private const string Line = """
        const { Timeline } = await import('/models/timeline.js')
        const posted = (...seqs) => seqs.map(seq => ({ seq, at: seq, by: { id: 'a', name: 'A' }, id: `i${seq}`, kind: 'posted', text: `t${seq}` }))
        const line = new Timeline()
        const seqs = () => line.messages.map(message => message.seq).join()
        """;

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
    public Task A_stretch_from_the_middle_takes_nothing_new_until_it_reaches_the_end() => HoldsAsync(Line + """

        line.replace(posted(8, 9))
        line.show(posted(2, 3), true)
        line.apply(posted(10)[0])
        const apart = [seqs(), line.hasAfter, line.newest]
        line.append(posted(8, 9))
        const nearly = line.hasAfter
        line.append(posted(10))
        line.apply(posted(11)[0])
        return [...apart, nearly, seqs(), line.hasAfter]
        """, "2,3", true, 10, true, "2,3,8,9,10,11", false);

    [Fact]
    public Task Reactions_come_and_go_and_one_person_counts_once() => HoldsAsync(Line + """

        line.replace([{ ...posted(1)[0], reactions: { '👍': ['b'] } }])
        const react = (kind, by, emoji) => line.apply({ seq: 9, kind, by: { id: by }, target: 1, emoji })
        const told = () => line.messages[0].reactions.map(one => one.emoji + one.people.join('')).join()
        react('reacted', 'a', '👍')
        react('reacted', 'a', '👍')
        react('reacted', 'c', '🎉')
        const all = told()
        react('unreacted', 'c', '🎉')
        react('unreacted', 'c', '🎉')
        return [all, told()]
        """, "👍ba,🎉c", "👍ba");

    [Fact]
    public Task What_is_deleted_stays_so() => HoldsAsync(Line + """

        line.replace(posted(1))
        line.apply({ seq: 2, at: 9, kind: 'deleted', target: 1 })
        line.apply({ seq: 3, at: 9, kind: 'edited', target: 1, text: 'again' })
        line.apply({ seq: 4, at: 9, kind: 'reacted', target: 1, emoji: '👍', by: { id: 'a' } })
        return [line.messages[0].text, line.messages[0].reactions.length, line.find(1).deleted]
        """, null!, 0, true);
}
