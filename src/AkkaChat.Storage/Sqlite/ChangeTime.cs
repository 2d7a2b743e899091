using System.Runtime.InteropServices;
using System.Text;

namespace AkkaChat.Storage.Sqlite;

/// <summary>
/// When a file was last changed in any way, as the system alone keeps it: whoever copies a file can give it the time of writing of the
/// original, but not this one (statx(2)). .NET does not tell it.
/// </summary>
internal static class ChangeTime
{
    private const int CurrentFolder = -100, Bytes = 256, SecondsAt = 96, NanosecondsAt = 104;
    private const uint Wanted = 0x80;

    /// <summary>Milliseconds since the Unix epoch; 0 where the system does not tell.</summary>
    public static long Of(string path)
    {
        var answer = new byte[Bytes];
        return OperatingSystem.IsLinux() && TryStatx(path, answer)
            ? (BitConverter.ToInt64(answer, SecondsAt) * 1_000) + (BitConverter.ToUInt32(answer, NanosecondsAt) / 1_000_000)
            : 0;
    }

    private static bool TryStatx(string path, byte[] answer)
    {
        try
        {
            return Statx(CurrentFolder, Encoding.UTF8.GetBytes(path + '\0'), 0, Wanted, answer) == 0;
        }
        catch (EntryPointNotFoundException)
        {
            return false; // A C library from before 2018.
        }
    }

    [DllImport("libc", EntryPoint = "statx")]
    private static extern int Statx(int folder, byte[] path, int flags, uint wanted, [Out] byte[] answer);
}
