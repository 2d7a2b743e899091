using AkkaChat.Testing;

namespace AkkaChat.Host.Tests.Trouble;

/// <summary>A file system of a few megabytes, in memory. Only the superuser can have one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TempFolder folder = new();

    public SmallDisk(int megabytes = 4) => Assert.True(Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "akkachat-test", Path));

    public string Path => folder.Path;

    public static bool IsPossible { get; } = TryOne();

    /// <summary>Takes all the room that is left.</summary>
    public void Fill()
    {
        using var filler = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            for (var size = 1024 * 1024; ;)
                filler.Write(new byte[size]);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    public void MakeRoom() => File.Delete(Filler);

    public bool RemountReadOnly() => Run("mount", "-o", "remount,ro", Path);

    public void Dispose()
    {
        Run("umount", "-l", Path);
        folder.Dispose();
    }

    private string Filler => folder.File("filler");

    private static bool TryOne()
    {
        using var folder = new TempFolder();
        return OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess
            && Run("mount", "-t", "tmpfs", "akkachat-test", folder.Path) && Run("umount", folder.Path);
    }

    private static bool Run(params string[] command) => Command.TryRun(command) is null;
}

/// <summary>Runs where a <see cref="SmallDisk"/> can be had; <see cref="WriteErrorTests"/> runs everywhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute()
    {
        if (!SmallDisk.IsPossible)
            Skip = "A small disk can't be mounted here";
    }
}
