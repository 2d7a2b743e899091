using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;

namespace AkkaChat.Testing;

/// <summary>
/// The real server as a process of its own, on a free port of loopback with a data directory of its own: it can be stopped, killed
/// and started again on the same port and data.
/// </summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private static readonly HttpClient Asking = new() { Timeout = TimeSpan.FromSeconds(2) };

    private readonly TempFolder data = new();
    private readonly string[] settings;
    private readonly ConcurrentQueue<string> output = new();
    private readonly string host;
    private readonly Surroundings surroundings;
    private Process? process;

    private ServerProcess(string host, Surroundings surroundings, string[] settings) =>
        (this.host, this.surroundings, this.settings) = (host, surroundings, settings);

    public int Port { get; } = FreePort.Next();

    public Uri Http => new($"http://{surroundings.Address}:{Port}/");

    public Uri WebSocket => new($"ws://{surroundings.Address}:{Port}/");

    public string DataDirectory => data.Path;

    public string DatabaseFile => data.File("chat.db");

    public string Output => string.Join('\n', output);

    public int ProcessId => process!.Id;

    /// <summary>Bytes that the process has in memory.</summary>
    public long Memory
    {
        get
        {
            process!.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>The program as the tests' own build put it beside them.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "AkkaChat.Host.dll");

    /// <param name="settings">Such as <c>--AkkaChat:Limits:SendsPerSecond=0</c>.</param>
    public static Task<ServerProcess> StartAsync(params string[] settings) => StartOnAsync("127.0.0.1", settings);

    /// <param name="host">Where it listens; tests connect over 127.0.0.1 all the same.</param>
    public static Task<ServerProcess> StartOnAsync(string host, params string[] settings) => StartAsync(host, new Surroundings(), settings);

    public static Task<ServerProcess> StartInAsync(Surroundings surroundings, params string[] settings) =>
        StartAsync($"{surroundings.Address}", surroundings, settings);

    /// <summary>Starts the server on the same port and data as before, and returns when it answers.</summary>
    public async Task StartAgainAsync()
    {
        process = Start(surroundings, [$"--urls=http://{host}:{Port}", $"--AkkaChat:DataDirectory={data.Path}", .. settings]);
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await Await.UntilAsync(IsListeningAsync, "the server to start");
    }

    /// <summary>SIGKILL: it gets to do nothing more.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>SIGTERM; returns the exit code.</summary>
    public async Task<int> StopAsync()
    {
        Signal("TERM");
        return await ExitAsync();
    }

    /// <summary>Waits for the end and returns the exit code.</summary>
    public async Task<int> ExitAsync()
    {
        await process!.WaitForExitAsync().WaitAsync(Await.Timeout);
        return process.ExitCode;
    }

    /// <summary>Sends a signal by its short name, such as INT or STOP.</summary>
    public void Signal(string name) => Command.TryRun("kill", $"-{name}", $"{process!.Id}");

    /// <summary>Starts the program with any arguments and waits for its end.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Start(new Surroundings(), arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.WaitForExitAsync().WaitAsync(Await.Timeout);
        }
        catch (TimeoutException)
        {
            process.Kill();
            throw;
        }
        return (process.ExitCode, await output, await error);
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
            await KillAsync();
        process?.Dispose();
        data.Dispose();
    }

    private static async Task<ServerProcess> StartAsync(string host, Surroundings surroundings, string[] settings)
    {
        var server = new ServerProcess(host, surroundings, settings);
        await server.StartAgainAsync();
        return server;
    }

    private static Process Start(Surroundings surroundings, string[] arguments)
    {
        var start = surroundings.Start("dotnet", [Program, .. arguments]);
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        return Process.Start(start)!;
    }

    /// <summary>Whether it says that it can be sent clients (docs/operations.md).</summary>
    public async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await Asking.GetAsync(new Uri(Http, "/healthz/ready"));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private async Task<bool> IsListeningAsync()
    {
        if (process!.HasExited)
            throw new InvalidOperationException($"The server ended with {process.ExitCode}:\n{Output}");
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(surroundings.Address, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void Keep(string? line)
    {
        if (line is not null)
            output.Enqueue(line);
    }
}
