using System.Globalization;

namespace AkkaChat.Bench.Measuring;

/// <summary>What a process and its children have used so far, as the system accounts for it (/proc of Linux, proc(5)).</summary>
public sealed class ProcessMeter(int processId)
{
    /// <summary>USER_HZ of every Linux that .NET runs on.</summary>
    private const double TicksPerSecond = 100;

    /// <summary>User and system time.</summary>
    public TimeSpan Cpu => TimeSpan.FromSeconds(Family(processId).Sum(Ticks) / TicksPerSecond);

    /// <summary>Resident memory, in bytes.</summary>
    public long Memory => Family(processId).Sum(Resident);

    private static IEnumerable<int> Family(int id) => Children(id).SelectMany(Family).Prepend(id);

    private static int[] Children(int id)
    {
        var text = ReadOrEmpty($"/proc/{id}/task/{id}/children");
        return [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(c => int.Parse(c, CultureInfo.InvariantCulture))];
    }

    // Behind the name, which is in brackets and may hold anything, utime and stime are the 12th and 13th fields.
    private static long Ticks(int id)
    {
        var fields = ReadOrEmpty($"/proc/{id}/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 12 ? long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture) : 0;
    }

    private static long Resident(int id)
    {
        var line = ReadOrEmpty($"/proc/{id}/status").Split('\n').FirstOrDefault(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Trim(), CultureInfo.InvariantCulture) * 1024;
    }

    // A process that has ended meanwhile has used nothing more.
    private static string ReadOrEmpty(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
