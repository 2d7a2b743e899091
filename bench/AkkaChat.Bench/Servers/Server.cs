namespace AkkaChat.Bench.Servers;

/// <summary>A server that can be measured: how it is started on a port, and how its clients speak.</summary>
/// <param name="Command">Program and arguments; <c>{port}</c>, <c>{data}</c> for an empty folder, <c>{bench}</c> for the folder of this bench.</param>
/// <param name="Needs">A file without which it can't be started.</param>
/// <param name="Dialects">Taken in turn by its clients.</param>
public sealed record Server(string Name, string What, IReadOnlyList<string> Command, string Needs, IReadOnlyList<Dialect> Dialects)
{
    /// <summary>All others are compared with this one.</summary>
    public const string Yardstick = "bun";

    private static readonly IReadOnlyList<string> AkkaChat =
    [
        "dotnet", "{bench}/.build/akkachat/AkkaChat.Host.dll", "--urls", "http://127.0.0.1:{port}",
        "--AkkaChat:DataDirectory={data}", "--AkkaChat:Limits:SendsPerSecond=0",
    ];

    private static readonly IReadOnlyList<string> AspNet = ["dotnet", "{bench}/.build/aspnet/AkkaChat.Bench.AspNetPeer.dll", "{port}"];

    private const string AkkaChatProgram = "{bench}/.build/akkachat/AkkaChat.Host.dll", AspNetProgram = "{bench}/.build/aspnet/AkkaChat.Bench.AspNetPeer.dll";
    private const string Bun = "{bench}/.build/node/node_modules/@oven/bun-linux-x64/bin/bun";

    /// <summary>What nodes of a cluster share; it is none of those that are compared.</summary>
    public static readonly Server Postgres = new(
        "postgres", "PostgreSQL, new and empty", ["{bench}/../cluster/postgres", "{port}", "{data}"], "{bench}/../cluster/postgres", []);

    public static IReadOnlyList<Server> All { get; } =
    [
        new("akkachat", "AkkaChat, plain text; every message committed to disk first", AkkaChat, AkkaChatProgram, [Dialect.Plain]),
        new("akkachat-json", "AkkaChat, akkachat.v1; the same", AkkaChat, AkkaChatProgram, [Dialect.AkkaChat]),
        new("akkachat-mixed", "AkkaChat, half of each room in either mode", AkkaChat, AkkaChatProgram, [Dialect.Plain, Dialect.AkkaChat]),
        new("bun", "Bun.serve publish (uWebSockets, C++); stores nothing", [Bun, "{bench}/peers/node/bun.js", "{port}"], Bun, [Dialect.Plain]),
        new("ws", "npm ws on Node; stores nothing", ["node", "{bench}/.build/node/ws.mjs", "{port}"], "{bench}/.build/node/node_modules/ws/package.json", [Dialect.Plain]),
        new("signalr", "SignalR hub, JSON; stores nothing", AspNet, AspNetProgram, [Dialect.SignalR]),
        new("aspnet", "ASP.NET Core WebSockets, a Channel and SendAsync a socket; stores nothing", AspNet, AspNetProgram, [Dialect.Plain]),
    ];
}
