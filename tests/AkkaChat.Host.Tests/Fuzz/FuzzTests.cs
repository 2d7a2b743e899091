using System.Text.RegularExpressions;
using AkkaChat.Host.Tests.Fuzz.Frames;
using AkkaChat.Host.Tests.Fuzz.Requests;
using AkkaChat.Host.Tests.Support;

namespace AkkaChat.Host.Tests.Fuzz;

/// <summary>
/// Random frames and requests, well-formed and not, from a few dozen connections at once. The models know what each must get, and
/// the server must do just that; two neighbours who mind their own business must not notice.
/// </summary>
public sealed class FuzzTests(FuzzTests.BusyServer fixture) : IClassFixture<FuzzTests.BusyServer>
{
    private const int Workers = 12, Kinds = 3;
    private const long MostGrowth = 512L * 1024 * 1024;

    // A heartbeat within which even a machine that does much else answers every request.
    public sealed class BusyServer() : ServerFixture("--AkkaChat:Limits:SendsPerSecond=0", "--AkkaChat:Limits:HeartbeatMs=60000");

    public static readonly TheoryData<int> Seeds = new(FuzzSettings.Seeds);

    [Theory, MemberData(nameof(Seeds))]
    public Task Any_frames_in_plain_text_get_what_RFC_6455_says(int seed) =>
        RunAsync((worker, inputs) => new FrameFuzzer(fixture.Address, subprotocol: null, seed, worker).RunAsync(inputs));

    [Theory, MemberData(nameof(Seeds))]
    public Task Any_frames_with_akkachat_v1_get_what_RFC_6455_says(int seed) =>
        RunAsync((worker, inputs) => new FrameFuzzer(fixture.Address, RawWebSocket.Json, seed, worker).RunAsync(inputs));

    [Theory, MemberData(nameof(Seeds))]
    public Task Any_requests_get_exactly_one_reply_and_it_names_the_field_that_is_to_blame(int seed) =>
        RunAsync((worker, inputs) => new RequestFuzzer(fixture.Address, seed, worker).RunAsync(inputs));

    private async Task RunAsync(Func<int, int, Task> runWorker)
    {
        await using var neighbours = await Neighbours.MoveInAsync(fixture.Address, RequestFuzzer.Room);
        var memory = fixture.Server.Memory;
        var inputs = FuzzSettings.Inputs / FuzzSettings.Seeds.Count / Kinds / Workers;
        var workers = Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(() => runWorker(worker, inputs))));
        await neighbours.TalkUntilAsync(workers);
        await workers;
        await neighbours.AssertNothingNoticedAsync();
        Assert.InRange(fixture.Server.Memory, 0, memory + MostGrowth);
        var complaints = fixture.Server.Output.Split('\n').Where(line => Regex.IsMatch(line, @"\b(fail|crit):|Exception|\bERROR\b"));
        Assert.True(!complaints.Any(), $"The server complains: {string.Join('\n', complaints.Take(20))}");
    }
}
