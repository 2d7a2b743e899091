using AkkaChat.Torture.Clients;
using AkkaChat.Torture.Subjects;

namespace AkkaChat.Torture.Faults;

/// <summary>Does to the servers and their clients what the plan says, one fault after the other; what there is no time for is left out.</summary>
internal sealed class FaultRunner(Subject subject, IReadOnlyList<TortureClient> clients, Ledger ledger)
{
    public async Task RunAsync(IReadOnlyList<Fault> plan, TimeSpan end)
    {
        foreach (var fault in plan)
        {
            if (ledger.Now + fault.Pause > end)
                break;
            await Task.Delay(fault.Pause);
            var began = ledger.Now;
            if (!IsToClients(fault.Kind))
                await subject.DoAsync(fault);
            else
                foreach (var victim in fault.Victims)
                    Hit(clients[victim], fault);
            ledger.Did(new DoneFault(fault, began, Ended: ledger.Now));
        }
        if (end > ledger.Now)
            await Task.Delay(end - ledger.Now);
    }

    public static bool IsToClients(FaultKind kind) =>
        kind is FaultKind.Reset or FaultKind.HalfClose or FaultKind.Abandon or FaultKind.Away or FaultKind.Stall or FaultKind.Flood;

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
}
