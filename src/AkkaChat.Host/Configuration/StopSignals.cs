using System.Runtime.InteropServices;

namespace AkkaChat.Host.Configuration;

/// <summary>Whether somebody has told the process to stop: also in a moment when its server ends for another reason.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly List<PosixSignalRegistration> registrations;
    private volatile bool areGiven;

    public StopSignals() =>
        registrations = [.. new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT }.Select(signal => PosixSignalRegistration.Create(signal, _ => areGiven = true))];

    public bool AreGiven => areGiven;

    public void Dispose() => registrations.ForEach(registration => registration.Dispose());
}
