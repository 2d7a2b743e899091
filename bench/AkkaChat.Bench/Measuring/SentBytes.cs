using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace AkkaChat.Bench.Measuring;

/// <summary>
/// What processes of this machine have sent over TCP so far, as the system counts it for each socket: ss(8), of Linux's iproute2. A
/// connection that is closed counts no more.
/// </summary>
public static partial class SentBytes
{
    /// <summary>Bytes by process, on the connections that have one of these ports at either end.</summary>
    /// <exception cref="IOException">There is no ss.</exception>
    public static IReadOnlyDictionary<int, long> Over(IReadOnlyList<int> ports)
    {
        if (ports.Count == 0)
            return new Dictionary<int, long>();
        var filter = string.Join(" or ", ports.Select(port => string.Create(CultureInfo.InvariantCulture, $"sport = :{port} or dport = :{port}")));
        try
        {
            using var ss = Process.Start(new ProcessStartInfo("ss", ["--tcp", "--info", "--processes", "--numeric", "--no-header", "--oneline", filter])
            {
                RedirectStandardOutput = true,
            })!;
            return Read(ss.StandardOutput.ReadToEnd());
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new IOException("ss is missing, which counts the bytes between nodes: install iproute2 from the system's packages.", e);
        }
    }

    /// <summary>Sums up what ss prints, a line a socket. What the other end has acknowledged counts: nothing twice that was sent again.</summary>
    public static IReadOnlyDictionary<int, long> Read(string sockets) => sockets.Split('\n')
        .Select(line => (Process: ProcessId().Match(line), Bytes: Acknowledged().Match(line)))
        .Where(socket => socket.Process.Success && socket.Bytes.Success)
        .GroupBy(socket => int.Parse(socket.Process.Groups[1].ValueSpan, CultureInfo.InvariantCulture))
        .ToDictionary(process => process.Key, process => process.Sum(socket => long.Parse(socket.Bytes.Groups[1].ValueSpan, CultureInfo.InvariantCulture)));

    [GeneratedRegex(@"\bpid=(\d+)")]
    private static partial Regex ProcessId();

    [GeneratedRegex(@"\bbytes_acked:(\d+)")]
    private static partial Regex Acknowledged();
}
