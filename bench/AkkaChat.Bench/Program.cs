using AkkaChat.Bench;
using AkkaChat.Bench.Servers;

// Exits with 0 when every message arrived once and in turn, 1 when not, 2 when it was called wrongly.
if (args is [] or ["--help" or "-h", ..] or [_, "--help" or "-h"])
{
    Console.WriteLine(BenchOptions.Help);
    return 0;
}
var json = new BenchOptions { Servers = [Server.All.First(s => s.Name == "akkachat-json")] };
(BenchOptions Defaults, Func<BenchOptions, Task<bool>> Run)? verb = args[0] switch
{
    "compare" => (new BenchOptions(), Comparison.RunAsync),
    "growth" => (json with { Rounds = 1 }, Growth.RunAsync),
    "cluster" => (json with { Rounds = 1 }, ClusterCost.RunAsync),
    "capacity" => (json with { Duration = TimeSpan.FromSeconds(5) }, Capacity.RunAsync),
    _ => null,
};
if (verb is not { } chosen)
{
    Console.Error.WriteLine($"{args[0]} is not known. See --help.");
    return 2;
}
if (BenchOptions.Parse(chosen.Defaults, args[1..], out var problem) is not { } options)
{
    Console.Error.WriteLine(problem);
    return 2;
}
return await chosen.Run(options) ? 0 : 1;
