using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AkkaChat.Bench.Measuring;
using AkkaChat.Testing;

namespace AkkaChat.Bench.Servers;

/// <summary>A server as a process of its own on a free port of loopback, on processors of its own, with a folder that goes with it.</summary>
public sealed class RunningServer : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30), StopTimeout = TimeSpan.FromSeconds(6);

    /// <summary>Lines of what it complained of last.</summary>
    private const int MostComplaints = 5;

    private readonly Process process;
    private readonly DirectoryInfo data;
    private readonly ConcurrentQueue<string> complaints = new();

    private RunningServer(Process process, DirectoryInfo data, int port)
    {
        (this.process, this.data, Port, Meter) = (process, data, port, new ProcessMeter(process.Id));
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => Complain(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Port { get; }

    public int ProcessId => process.Id;

    public ProcessMeter Meter { get; }

    /// <param name="processors">Which ones it may use, as taskset(1) takes them; null for all.</param>
    /// <exception cref="IOException">It ended, or did not listen in time.</exception>
    public static async Task<RunningServer> StartAsync(Server server, string? processors)
    {
        var (port, data) = (FreePort.Next(), Directory.CreateTempSubdirectory("akkachat-bench-"));
        string[] pin = processors is null ? [] : ["taskset", "-c", processors];
        string[] command = [.. pin, .. server.Command.Select(word => Fill(word, port, data.FullName))];
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"); // It is the load's own.
        var running = new RunningServer(Process.Start(start)!, data, port);
        try
        {
            await running.UntilItListensAsync(server.Name);
            return running;
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }
    }

    public static bool CanStart(Server server) => File.Exists(Fill(server.Needs, 0, ""));

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            Process.Start("kill", [process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
        if (!process.WaitForExit(StopTimeout))
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        data.Delete(recursive: true);
    }

    private async Task UntilItListensAsync(string name)
    {
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < StartTimeout)
        {
            if (process.HasExited)
            {
                await process.WaitForExitAsync(); // And for its last words.
                throw new IOException($"{name} ended at once: {string.Join('\n', complaints)}");
            }
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await probe.ConnectAsync(IPAddress.Loopback, Port);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(50);
            }
        }
        throw new IOException($"{name} did not listen within {StartTimeout.TotalSeconds} s.");
    }

    private void Complain(string? line)
    {
        if (line is null)
            return;
        complaints.Enqueue(line);
        if (complaints.Count > MostComplaints)
            complaints.TryDequeue(out _);
    }

    private static string Fill(string word, int port, string data) => word
        .Replace("{port}", port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{data}", data, StringComparison.Ordinal)
        .Replace("{bench}", BenchFolder(), StringComparison.Ordinal);

    private static string BenchFolder() => Environment.GetEnvironmentVariable("AKKACHAT_BENCH")
        ?? throw new IOException("Start this with bench/run, bench/growth, bench/capacity or bench/cluster: they build what it measures.");
}
