namespace AkkaChat.Browser.Tests.Models;

public sealed class SmallModelTests(ModelPage modules) : ModelTest(modules)
{
    [Fact]
    public Task An_id_is_of_the_alphabet_of_the_wire() => HoldsAsync("""
        const { newId } = await import('/helpers/ids.js')
        const ids = Array.from({ length: 500 }, newId)
        return [ids.every(id => /^[A-Za-z0-9_-]{22}$/.test(id)), new Set(ids).size]
        """, true, 500);

    [Theory]
    [InlineData("👍", "👍")]
    [InlineData(" ❤️ ", "❤️")]
    [InlineData("🧑🏽‍🚀", "🧑🏽‍🚀")]
    [InlineData("🇳🇴", "🇳🇴")]
    [InlineData("👍👍", null)]
    [InlineData("x", null)]
    [InlineData("7", null)]
    [InlineData("", null)]
    public Task One_reacts_with_a_single_emoji(string typed, string? emoji) => HoldsAsync($$"""
        const { emojiOf } = await import('/models/emoji.js')
        return [emojiOf('{{typed}}')]
        """, emoji!);

    [Theory]
    [InlineData("['me']", "You reacted with 👍")]
    [InlineData("['a', 'me']", "You and Ann reacted with 👍")]
    [InlineData("['a', 'b', 'x', 'y']", "Ann, Bob and 2 others reacted with 👍")]
    [InlineData("['x']", "1 person reacted with 👍")]
    public Task Who_reacted_is_named_as_far_as_known(string people, string words) => HoldsAsync($$"""
        const { whoReacted } = await import('/models/reaction-words.js')
        const { KnownNames } = await import('/models/known-names.js')
        const names = new KnownNames()
        names.learn({ id: 'a', name: 'Ann' }, { id: 'b', name: 'Bob' })
        return [whoReacted({ emoji: '👍', people: {{people}} }, 'me', names)]
        """, words);

    [Fact]
    public Task Who_is_here_is_what_came_and_went_and_the_whole_list_where_the_server_counts_anew() => HoldsAsync("""
        const { Presence } = await import('/models/presence.js')
        const presence = new Presence()
        const names = () => presence.people.map(person => person.name).join(' ')
        const [ann, bob, cleo] = ['Ann', 'Bob', 'Cleo'].map(name => ({ id: name, name }))
        presence.replace([ann, bob], 2)
        presence.update({ online: 2, joined: [cleo], left: [ann] })
        const told = names()
        presence.update({ online: 1, joined: [cleo], members: [cleo] })
        return [told, names(), presence.online]
        """, "Bob Cleo", "Cleo", 1);

    [Fact]
    public Task A_refusal_says_whether_to_try_again() => HoldsAsync("""
        const { refusal } = await import('/models/refusals.js')
        const gone = refusal({ code: 'not_found' }, { type: 'delete' })
        const busy = refusal({ code: 'unavailable', retryAfterMs: 700 }, { type: 'send' })
        const mine = refusal({ code: 'forbidden' }, { type: 'edit' })
        const failing = [1, 2, 3].map(tries => refusal({ code: 'internal' }, {}, tries).again).join()
        return [gone.done, busy.again, busy.afterMs, busy.trouble !== null, mine.again, mine.words, failing]
        """, true, true, 700, true, false, "Only its author may change a message.", "true,true,false");
}
