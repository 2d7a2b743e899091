namespace AkkaChat.Browser.Tests.Models;

public sealed class CommandsTests(ModelPage modules) : ModelTest(modules)
{
    private const string Commands = """
        const { requestOf, toggle, withChanges } = await import('/models/commands.js')
        const me = { id: 'me', name: 'Me' }
        const message = { seq: 3, at: 1, by: me, text: 'old', editedAt: null, deleted: false, reactions: [{ emoji: '👍', people: ['o', 'me'] }] }
        const command = fields => ({ id: 'c', user: 'me', room: 'r', epoch: 'e', target: 3, at: 5, state: 'waiting', ...fields })
        const after = (...items) => withChanges([message], items, me, 'e')[0]

        """;

    [Fact]
    public Task What_waits_shows_as_if_it_were_stored() => HoldsAsync(Commands + """
        const edited = after(command({ type: 'edit', text: 'new' }))
        const gone = after(command({ type: 'delete' }))
        const less = after(command({ type: 'unreact', emoji: '👍' }))
        return [edited.text, edited.change.type, gone.deleted, less.reactions[0].people.join(), message.text]
        """, "new", "edit", true, "o", "old");

    [Fact]
    public Task Changes_of_one_message_apply_in_their_order() => HoldsAsync(Commands + """
        const both = after(command({ type: 'unreact', emoji: '👍' }), command({ type: 'react', emoji: '🎉' }), command({ type: 'edit', text: 'a' }), command({ type: 'edit', text: 'b' }))
        return [both.text, both.reactions.map(one => one.emoji + one.people).join(' ')]
        """, "b", "👍o 🎉me");

    [Fact]
    public Task What_failed_shows_why_and_changes_nothing() => HoldsAsync(Commands + """
        const row = after(command({ type: 'edit', text: 'new', state: 'failed', words: 'no' }), command({ type: 'react', emoji: '🎉' }))
        return [row.text, row.change.words, row.reactions.length]
        """, "old", "no", 2);

    [Fact]
    public Task A_command_for_another_log_hits_no_message_of_this_one() => HoldsAsync(Commands + """
        const astray = withChanges([message], [command({ type: 'delete' })], me, 'restored')[0]
        const [, fields] = requestOf({ type: 'send', id: 'c', room: 'r', text: 't', replyTo: 3, epoch: 'e' }, 'restored')
        const [, same] = requestOf({ type: 'send', id: 'c', room: 'r', text: 't', replyTo: 3, epoch: 'e' }, 'e')
        return [astray === message, fields.replyTo === undefined, same.replyTo]
        """, true, true, 3);

    [Fact]
    public Task A_click_on_a_reaction_is_the_opposite_of_what_shows() => HoldsAsync(Commands + """
        return [toggle(message, '👍', 'me').type, toggle(message, '👍', 'x').type, toggle(message, '🎉', 'me').type]
        """, "unreact", "react", "react");
}
