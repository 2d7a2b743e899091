using System.Net;
using System.Net.Sockets;
using AkkaChat.Host.Tests.Postgres;
using AkkaChat.Host.Tests.Support;
using AkkaChat.Host.Tests.Trouble;
using AkkaChat.Storage.Sqlite;
using AkkaChat.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace AkkaChat.Host.Tests.Lifecycle;

/// <summary>What an operator can mend is told in one clear line, and the server does not start.</summary>
public sealed class StartupErrorTests : IDisposable
{
    private readonly TempFolder folder = new();

    [Fact]
    public async Task A_port_that_is_taken_is_told_in_one_line()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var error = await FailAsync($"--urls=http://127.0.0.1:{port}", Data(folder.File("data")));
        Assert.Contains($"{port}", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cluster_on_a_database_that_only_this_machine_has_is_refused_in_one_line()
    {
        var error = await FailAsync(AnyUrl(), Data(folder.Path), "--AkkaChat:Cluster:Address=127.0.0.1:8090");
        Assert.Contains("AkkaChat:Storage=postgres", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--AkkaChat:Cluster:Address=somewhere")]
    [InlineData("--AkkaChat:Cluster:Address=127.0.0.1:99999")]
    public async Task A_cluster_address_that_is_none_is_told_in_one_line(string setting)
    {
        var error = await FailAsync(AnyUrl(), Data(folder.Path), "--AkkaChat:Storage=postgres", setting);
        Assert.Contains("AkkaChat:Cluster:Address", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cluster_certificate_that_is_none_is_told_in_one_line()
    {
        await File.WriteAllTextAsync(folder.File("node.pfx"), "no certificate");
        var error = await FailAsync(
            AnyUrl(), Data(folder.File("data")), "--AkkaChat:Storage=postgres", "--AkkaChat:Cluster:Address=127.0.0.1:8090", $"--AkkaChat:Cluster:CertificateFile={folder.File("node.pfx")}");
        Assert.Contains("node.pfx", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_directory_that_cannot_be_made_is_told_in_one_line()
    {
        await File.WriteAllTextAsync(folder.File("file"), "not a folder");
        var error = await FailAsync(AnyUrl(), Data(folder.File("file/data")));
        Assert.Contains(folder.File("file"), error, StringComparison.Ordinal);
        Assert.Equal("not a folder", await File.ReadAllTextAsync(folder.File("file")));
    }

    [Fact]
    public async Task A_data_directory_that_is_a_file_is_told_in_one_line()
    {
        await File.WriteAllTextAsync(folder.File("file"), "not a folder");
        Assert.Contains(folder.File("file"), await FailAsync(AnyUrl(), Data(folder.File("file"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_server_on_the_same_data_is_told_in_one_line_and_the_first_goes_on()
    {
        await using var first = await ServerProcess.StartAsync();
        await using var ada = await Guest.JoinAsync(first.WebSocket, "lobby");
        var error = await FailAsync(AnyUrl(), Data(first.DataDirectory));
        Assert.Contains(first.DataDirectory, error, StringComparison.Ordinal);
        await ada.PostedAsync("still here", "lobby");
    }

    [Fact]
    public async Task A_corrupt_database_is_told_in_one_line_and_not_overwritten()
    {
        var garbage = new byte[16 * 1024];
        new Random(1).NextBytes(garbage);
        await File.WriteAllBytesAsync(folder.File("chat.db"), garbage);
        Assert.Contains("chat.db", await FailAsync(AnyUrl(), Data(folder.Path)), StringComparison.Ordinal);
        Assert.Equal(garbage, await File.ReadAllBytesAsync(folder.File("chat.db")));
    }

    [Fact]
    public async Task A_database_that_was_damaged_in_the_middle_of_its_first_page_is_told_in_one_line_and_not_overwritten()
    {
        await using var server = await ServerProcess.StartAsync();
        await using (var ada = await Guest.JoinAsync(server.WebSocket, "lobby"))
            await ada.PostedAsync("precious", "lobby");
        await server.StopAsync();
        var bytes = await File.ReadAllBytesAsync(server.DatabaseFile);
        bytes.AsSpan(100, Math.Min(3_900, bytes.Length - 100)).Fill(0xAA);
        await File.WriteAllBytesAsync(server.DatabaseFile, bytes);
        Assert.Contains("chat.db", await FailAsync(AnyUrl(), Data(server.DataDirectory)), StringComparison.Ordinal);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(server.DatabaseFile));
    }

    [Theory]
    [InlineData(2 * 4_096)]
    [InlineData(4_096)]
    [InlineData(50)]
    public async Task A_database_whose_end_is_missing_is_told_in_one_line_and_not_overwritten(int length)
    {
        new SqliteDatabase(folder.File("chat.db")).Prepare();
        SqliteConnection.ClearAllPools();
        var bytes = (await File.ReadAllBytesAsync(folder.File("chat.db")))[..length];
        await File.WriteAllBytesAsync(folder.File("chat.db"), bytes);
        Assert.Contains("chat.db", await FailAsync(AnyUrl(), Data(folder.Path)), StringComparison.Ordinal);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(folder.File("chat.db")));
    }

    [Fact]
    public async Task A_database_that_is_locked_by_another_program_and_has_yet_to_be_made_is_told_in_one_line()
    {
        await using var other = new SqliteConnection($"Data Source={folder.File("chat.db")};Pooling=False");
        await other.OpenAsync();
        await using var locked = other.BeginTransaction(deferred: false);
        Assert.Contains("chat.db", await FailAsync(AnyUrl(), Data(folder.Path)), StringComparison.Ordinal);
    }

    [SmallDiskFact]
    public async Task A_full_disk_is_told_in_one_line()
    {
        using var disk = new SmallDisk();
        disk.Fill();
        Assert.Contains(disk.Path, await FailAsync(AnyUrl(), Data(disk.Path)), StringComparison.Ordinal);
    }

    [SmallDiskFact]
    public async Task A_folder_that_can_only_be_read_is_told_in_one_line()
    {
        using var disk = new SmallDisk();
        Assert.True(disk.RemountReadOnly());
        Assert.Contains(disk.Path, await FailAsync(AnyUrl(), Data(disk.Path)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Host=127.0.0.1;Password=pass-of-mine;pass-of-mine")]
    public async Task A_connection_string_that_is_missing_or_is_none_is_told_in_one_line(string connectionString) =>
        Assert.DoesNotContain("pass-of-mine", await FailAsync([AnyUrl(), .. PostgresTests.On(connectionString)]), StringComparison.Ordinal);

    [Fact]
    public async Task A_password_that_postgres_refuses_is_told_in_one_line_and_not_repeated()
    {
        var error = await FailAsync([AnyUrl(), .. PostgresTests.On(PostgresServer.Shared.NewDatabase() + ";Password=pass-of-mine")]);
        Assert.Contains("password", error, StringComparison.Ordinal);
        Assert.DoesNotContain("pass-of-mine", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_postgres_database_from_a_newer_server_is_told_in_one_line()
    {
        var connectionString = PostgresServer.Shared.NewDatabase();
        await using (var server = await ServerProcess.StartAsync(PostgresTests.On(connectionString)))
            await server.StopAsync();
        await using (var db = new NpgsqlConnection(connectionString))
        {
            await db.OpenAsync();
            await using var insert = new NpgsqlCommand("INSERT INTO schemaversions (scriptname, applied) VALUES ('AkkaChat.Storage.Postgres.Schema.9999-future.sql', now())", db);
            await insert.ExecuteNonQueryAsync();
        }
        Assert.Contains("newer AkkaChat", await FailAsync([AnyUrl(), .. PostgresTests.On(connectionString)]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--urls=nonsense")]
    [InlineData("--urls=http://192.0.2.1:8080")]
    [InlineData("--AkkaChat:Limits:FrameBytes=many")]
    [InlineData("--AkkaChat:PlainText:Access=Sometimes")]
    [InlineData("--AkkaChat:Storage=Clay")]
    [InlineData("--AkkaChat:Rooms:CreateOnJoin=perhaps")]
    [InlineData("--AkkaChat:Limits:HeartbeatMs=0")]
    [InlineData("--AkkaChat:Limits:HeartbeatMs=-1")]
    [InlineData("--AkkaChat:Limits:FrameBytes=-1")]
    [InlineData("--AkkaChat:Limits:SendBurst=0")]
    [InlineData("--AkkaChat:Limits:Connections=-1")]
    public async Task A_setting_that_cannot_be_is_told_in_one_line(string setting) => await FailAsync(AnyUrl(), Data(folder.File("data")), setting);

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public async Task Help_is_printed_and_nothing_is_started(string option)
    {
        var (exitCode, output, error) = await ServerProcess.RunAsync(option, Data(folder.File("data")));
        Assert.Equal((0, ""), (exitCode, error));
        foreach (var setting in new[] { "--urls", "AkkaChat:DataDirectory", "AkkaChat:Storage", "ConnectionStrings:AkkaChat", "AkkaChat:Origins", "AkkaChat:PlainText:Access", "AkkaChat:Limits:SendsPerSecond" })
            Assert.Contains(setting, output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("data")));
    }

    public void Dispose() => folder.Dispose();

    private static string Data(string path) => $"--AkkaChat:DataDirectory={path}";

    private static string AnyUrl() => $"--urls=http://127.0.0.1:{FreePort.Next()}";

    private static async Task<string> FailAsync(params string[] arguments)
    {
        var (exitCode, output, error) = await ServerProcess.RunAsync(arguments);
        Assert.NotEqual(0, exitCode);
        Assert.InRange(exitCode, 1, 127);
        Assert.Equal("", output);
        Assert.Single(error.Trim().Split('\n'));
        Assert.DoesNotMatch(@"^\s+at |Unhandled exception|Exception:", error);
        return error;
    }
}
