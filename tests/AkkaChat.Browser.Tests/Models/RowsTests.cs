namespace AkkaChat.Browser.Tests.Models;

public sealed class RowsTests(ModelPage modules) : ModelTest(modules)
{
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
    public Task The_line_of_the_unread_stands_before_the_first_message_of_others() => HoldsAsync("""
        const { toRows } = await import('/models/rows.js')
        const me = { id: 'me', name: 'Me' }, other = { id: 'o', name: 'O' }
        const said = (seq, by) => ({ seq, at: 5, by, id: `i${seq}`, text: 't' })
        const messages = [said(4, other), said(5, me), said(6, other), said(7, other)]
        const kinds = line => toRows(messages, [], me, { line }).map(row => (row.kind === 'message' ? row.seq : row.kind)).join()
        return [kinds(4), kinds(5), kinds(7), kinds(null), kinds(2)]
        """, "day,4,5,unread,6,7", "day,4,5,unread,6,7", "day,4,5,6,7", "day,4,5,6,7", "day,4,5,6,7");
}
