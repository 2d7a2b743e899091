namespace AkkaChat.Browser.Tests.Models;

/// <summary>What the server is told of reading, and how often.</summary>
public sealed class ReadMarksTests(ModelPage modules) : ModelTest(modules)
{
    private const string Marks = """
        const { ReadMarks } = await import('/net/read-marks.js')
        const { Refused } = await import('/net/connection.js')
        const { Reading } = await import('/models/reading.js')
        const { Signal } = await import('/helpers/signal.js')
        const told = []
        let answer = async () => {}
        const session = { pushed: new Signal(), request: (type, { seq }) => (told.push(seq), answer()) }
        const reading = new Reading()
        new ReadMarks(session, { name: 'r', joined: true, changed: new Signal() }, reading)
        reading.joined(undefined, 0)
        reading.looks(true)
        reading.atEnd(true)
        const longerThanTheWait = () => new Promise(resolve => setTimeout(resolve, 2500))

        """;

    [Fact]
    public Task A_burst_is_told_once_and_no_mark_twice() => HoldsAsync(Marks + """
        for (const seq of [1, 2, 3, 4]) reading.posted(seq, false, true)
        await longerThanTheWait()
        return [told.join()]
        """, "1,4");

    [Fact]
    public Task A_mark_that_is_refused_is_not_told_again_and_the_next_one_is() => HoldsAsync(Marks + """
        answer = () => Promise.reject(new Refused({ code: 'bad_request' }))
        reading.posted(1, false, true)
        await longerThanTheWait()
        await longerThanTheWait()
        answer = async () => {}
        reading.posted(2, false, true)
        await longerThanTheWait()
        return [told.join()]
        """, "1,2");
}
