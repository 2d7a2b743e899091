namespace AkkaChat.Testing;

/// <summary>
/// A wall clock that a server has for itself and that can be set while it runs, as an administrator or NTP would; monotonic time goes on.
/// It is libfaketime's, which has to be installed.
/// </summary>
public sealed class FakeClock : IDisposable
{
    private readonly TempFolder folder = new();

    public FakeClock() => Set(TimeSpan.Zero);

    public static bool CanBe => Library is not null;

    /// <summary>For the server that is to have it.</summary>
    public Surroundings Surroundings => new()
    {
        Variables = new Dictionary<string, string>
        {
            ["LD_PRELOAD"] = Library!,
            ["FAKETIME_TIMESTAMP_FILE"] = File,
            ["FAKETIME_CACHE_DURATION"] = "1",
            ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
            ["DONT_FAKE_MONOTONIC"] = "1", // Its name in older versions.
        },
    };

    private static string? Library { get; } = new[] { "/usr/lib", "/usr/lib64" }.Where(Directory.Exists)
        .SelectMany(lib => Directory.GetDirectories(lib, "*-linux-gnu").Append(lib))
        .Select(lib => Path.Combine(lib, "faketime", "libfaketimeMT.so.1"))
        .FirstOrDefault(System.IO.File.Exists);

    private string File => folder.File("offset");

    /// <summary>How far it is from the machine's; the server sees it within a second.</summary>
    public void Set(TimeSpan offset)
    {
        System.IO.File.WriteAllText(File + ".new", FormattableString.Invariant($"{offset.TotalSeconds:+0;-0;+0}\n"));
        System.IO.File.Move(File + ".new", File, overwrite: true); // Never half written.
    }

    public void Dispose() => folder.Dispose();
}
