using System.Diagnostics;
using System.Net;
using Npgsql;

namespace AkkaChat.Testing;

/// <summary>
/// A real PostgreSQL of a test's own: a new cluster on a free port of loopback, with databases that are new too. It can be stopped, paused
/// and started again. The programs are the system's (Debian's package postgresql; <c>./test</c> installs it).
/// </summary>
public sealed class PostgresServer : IDisposable
{
    private const string SuperUser = "akkachat", Everything = "/usr/lib/postgresql";

    private static readonly Lazy<PostgresServer> Common = new(() =>
    {
        var server = new PostgresServer();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Dispose();
        return server;
    });

    private readonly TempFolder folder = new();
    private readonly IPAddress address;
    private readonly int port = FreePort.Next();
    private Process? process;
    private int databases;

    /// <param name="network">Where it listens; loopback when left out.</param>
    public PostgresServer(NodeNetwork? network = null)
    {
        address = network?.Database ?? IPAddress.Loopback;
        var password = folder.File("password");
        File.WriteAllText(password, $"secret-{SuperUser}");
        Directory.CreateDirectory(Data);
        if (IsRoot)
        {
            Command.Run("chmod", "o+x", folder.Path);
            Command.Run("chown", "postgres", Data);
        }
        Command.Run(AsPostgres([Program("initdb"), "-D", Data, "-U", SuperUser, "-A", "scram-sha-256", $"--pwfile={password}", "-E", "UTF8", "--locale=C"]));
        File.AppendAllText(folder.File("access"), "host all all samenet scram-sha-256\n");
        Start();
    }

    /// <summary>For all tests of a process that do it no harm.</summary>
    public static PostgresServer Shared => Common.Value;

    private static bool IsRoot => Environment.UserName == "root";

    private string Data => folder.File("data");

    /// <summary>A database that is new and empty; returns how its owner, who may do nothing else, connects to it.</summary>
    public string NewDatabase()
    {
        var name = $"chat{Interlocked.Increment(ref databases)}";
        using var db = new NpgsqlConnection(ConnectionString("postgres"));
        db.Open();
        using var create = new NpgsqlCommand($"CREATE ROLE {name} LOGIN PASSWORD 'secret-{name}'", db);
        create.ExecuteNonQuery();
        create.CommandText = $"CREATE DATABASE {name} OWNER {name}";
        create.ExecuteNonQuery();
        return ConnectionString(name, name);
    }

    /// <summary>The same database, for who may do everything.</summary>
    public static string AsSuperUser(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Username = SuperUser, Password = $"secret-{SuperUser}" }.ConnectionString;

    public void Start()
    {
        var command = AsPostgres([Program("postgres"), "-D", Data, "-h", $"{address}", "-p", $"{port}", "-c", "unix_socket_directories=", "-c", $"hba_file={folder.File("access")}"]);
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true };
        process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        if (!SpinWait.SpinUntil(Answers, Await.Timeout))
            throw new TimeoutException("PostgreSQL does not start");
    }

    /// <summary>At once, and in good order: open transactions are rolled back.</summary>
    public void Stop()
    {
        Signal("INT", process!.Id);
        process.WaitForExit();
    }

    /// <summary>It is there, and does not answer: as across a network that is cut.</summary>
    public void Pause() => SignalAll("STOP");

    public void Resume() => SignalAll("CONT");

    public void Dispose()
    {
        if (process is { HasExited: false })
        {
            Resume();
            Signal("QUIT", process.Id); // Nothing of it is needed any more.
            process.WaitForExit();
        }
        process?.Dispose();
        folder.Dispose();
    }

    private string ConnectionString(string database, string user = SuperUser) =>
        $"Host={address};Port={port};Username={user};Password=secret-{user};Database={database}";

    private bool Answers()
    {
        Thread.Sleep(20);
        try
        {
            using var db = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
            db.Open();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private void SignalAll(string name)
    {
        var children = File.ReadAllText($"/proc/{process!.Id}/task/{process.Id}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Signal(name, [process.Id, .. children.Select(int.Parse)]);
    }

    // PostgreSQL does not run as root.
    private static string[] AsPostgres(string[] command) =>
        IsRoot ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", .. command] : command;

    private static string Program(string name) =>
        (Directory.Exists(Everything) ? Directory.GetDirectories(Everything) : [])
            .Select(version => Path.Combine(version, "bin", name)).Where(File.Exists)
            .MaxBy(path => double.Parse(path.Split('/')[4], System.Globalization.CultureInfo.InvariantCulture)) ?? name;

    private static void Signal(string name, params int[] processes) => Command.TryRun(["kill", $"-{name}", .. processes.Select(id => $"{id}")]);
}
