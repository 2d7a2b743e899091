namespace AkkaChat.Browser.Tests.Models;

public sealed class ReconnectionTests(ModelPage modules) : ModelTest(modules)
{
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
}
