using System.Globalization;

namespace AkkaChat.Host.Tests.Fuzz;

/// <summary>
/// How much is tried, and from which seeds. Two seeds by default: a fixed one, so that what is found once is found by everybody, and a
/// random one, so that every run tries something new. <c>AKKACHAT_FUZZ_SEED</c> takes one seed alone, <c>AKKACHAT_FUZZ_INPUTS</c> sets
/// the number of frames and requests of all seeds together: millions, where there is time.
/// </summary>
internal static class FuzzSettings
{
    private const int FixedSeed = 1;

    public static int Inputs { get; } = FromEnvironment("AKKACHAT_FUZZ_INPUTS") ?? 120_000;

    public static IReadOnlyList<int> Seeds { get; } =
        FromEnvironment("AKKACHAT_FUZZ_SEED") is { } seed ? [seed] : [FixedSeed, Random.Shared.Next()];

    private static int? FromEnvironment(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
