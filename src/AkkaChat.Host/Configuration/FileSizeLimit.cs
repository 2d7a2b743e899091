using System.Runtime.InteropServices;

namespace AkkaChat.Host.Configuration;

/// <summary>
/// A limit on the size of files (<c>ulimit -f</c>) that is reached fails the write, as a full disk does. Left alone, the system ends the
/// program instead.
/// </summary>
internal static class FileSizeLimit
{
    /// <summary>SIGXFSZ on Linux (signal(7)).</summary>
    private const PosixSignal Reached = (PosixSignal)25;

    public static IDisposable? FailTheWriteAlone() =>
        OperatingSystem.IsLinux() ? PosixSignalRegistration.Create(Reached, signal => signal.Cancel = true) : null;
}
