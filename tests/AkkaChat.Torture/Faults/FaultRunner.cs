using System.Diagnostics;
using AkkaChat.Testing;
using AkkaChat.Torture.Checks;
using AkkaChat.Torture.Clients;
using Microsoft.Data.Sqlite;

namespace AkkaChat.Torture.Faults;

/// <summary>Does to the server and its clients what the plan says, one fault after the other.</summary>
/// <param name="clock">The server's; null when it can't be set, and then it stays right.</param>
internal sealed class FaultRunner(ServerProcess server, FakeClock? clock, IReadOnlyList<TortureClient> clients, Ledger ledger)
{
    public async Task RunAsync(IReadOnlyList<Fault> plan, Stopwatch time)
    {
        foreach (var fault in plan)
        {
            if (fault.At > time.Elapsed)
                await Task.Delay(fault.At - time.Elapsed);
            var began = time.Elapsed;
            await DoAsync(fault);
            ledger.Did(fault, began, ended: time.Elapsed);
        }
    }

    private Task DoAsync(Fault fault)
    {
        switch (fault.Kind)
        {
            case FaultKind.Kill:
                return KillAsync(fault.Lasting);
            case FaultKind.Stop:
                return StopAsync(fault.Lasting);
            case FaultKind.Freeze:
                return FreezeAsync(fault.Lasting);
            case FaultKind.Lock:
                return LockAsync(fault.Lasting);
            case FaultKind.Clock:
                clock?.Set(fault.Lasting);
                return Task.CompletedTask;
            default:
                foreach (var victim in fault.Victims)
                    Hit(clients[victim], fault);
                return Task.CompletedTask;
        }
    }

    private static void Hit(TortureClient client, Fault fault)
    {
        switch (fault.Kind)
        {
            case FaultKind.Reset:
                client.Reset();
                break;
            case FaultKind.HalfClose:
                client.HalfClose();
                break;
            case FaultKind.Abandon:
                client.Abandon();
                break;
            case FaultKind.Away:
                client.StayAway(fault.Lasting);
                break;
            case FaultKind.Stall:
                client.Stall(fault.Lasting);
                break;
            case FaultKind.Flood:
                client.Flood();
                break;
        }
    }

    private async Task KillAsync(TimeSpan away)
    {
        await server.KillAsync();
        await Task.Delay(away);
        await server.StartAgainAsync();
    }

    private async Task StopAsync(TimeSpan away)
    {
        try
        {
            var exitCode = await server.StopAsync();
            if (exitCode != 0)
                ledger.Found(FindingKind.Broken, "server", $"SIGTERM made it exit with {exitCode}");
        }
        catch (TimeoutException)
        {
            ledger.Found(FindingKind.Broken, "server", $"SIGTERM did not end it within {Await.Timeout}");
            await server.KillAsync();
        }
        await Task.Delay(away);
        await server.StartAgainAsync();
    }

    private async Task LockAsync(TimeSpan time)
    {
        ledger.DatabaseIsLocked();
        try
        {
            await DatabaseLock.HoldAsync(server.DatabaseFile, time);
        }
        catch (SqliteException e) when (e.SqliteErrorCode == /* SQLITE_BUSY */ 5)
        {
            ledger.Count("locks not got");
        }
        finally
        {
            ledger.DatabaseIsFree();
        }
    }

    private async Task FreezeAsync(TimeSpan time)
    {
        server.Signal("STOP");
        await Task.Delay(time);
        server.Signal("CONT");
    }
}
