namespace AkkaChat.Host.Configuration;

/// <summary>The folder with all that the server keeps. Held by one server at a time.</summary>
public sealed class DataDirectory : IDisposable
{
    private readonly FileStream held;

    private DataDirectory(string path, FileStream held)
    {
        FullPath = path;
        this.held = held;
    }

    public string FullPath { get; }

    public string DatabaseFile => Path.Combine(FullPath, "chat.db");

    public DirectoryInfo Keys => new(Path.Combine(FullPath, "keys"));

    /// <summary>Makes the folder when missing, and holds it.</summary>
    /// <exception cref="StartupException">It can't be written, or another server holds it.</exception>
    public static DataDirectory Take(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
            throw new StartupException("AkkaChat:DataDirectory is empty. Leave it out, or name a folder.");
        var fullPath = Path.GetFullPath(path);
        try
        {
            MakeForOneself(fullPath);
            ProbeForWriting(fullPath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"The data directory {fullPath} can't be written: {e.Message} Set AkkaChat:DataDirectory to another.", e);
        }
        try
        {
            return new DataDirectory(fullPath, new FileStream(
                Path.Combine(fullPath, "server.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e)
        {
            throw new StartupException($"The data directory {fullPath} is in use by another AkkaChat server.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StartupException($"The data directory {fullPath} can't be used: {e.Message}", e);
        }
    }

    public void Dispose() => held.Dispose();

    // What people write here is not for every user of the machine. A folder that is there already keeps its mode.
    private static void MakeForOneself(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static void ProbeForWriting(string folder) =>
        new FileStream(Path.Combine(folder, ".probe"), FileMode.Create, FileAccess.Write, FileShare.ReadWrite, 1, FileOptions.DeleteOnClose).Dispose();
}
