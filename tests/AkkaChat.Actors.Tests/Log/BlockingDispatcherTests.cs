using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace AkkaChat.Actors.Tests.Log;

public class BlockingDispatcherTests() : TestKit("""
    two-threads { type = "AkkaChat.Actors.Log.BlockingDispatcherConfigurator, AkkaChat.Actors", threads = 2, throughput = 1, shutdown-timeout = 10ms }
    """)
{
    private sealed class Blocking : ReceiveActor
    {
        public Blocking() => Receive<Func<bool>>(call => Sender.Tell((call(), Thread.CurrentThread.Name)));
    }

    private static readonly Func<bool> Alone = () => true;

    [Fact]
    public void Two_actors_block_at_the_same_time_on_threads_of_their_own()
    {
        using var barrier = new Barrier(2);
        var (first, second) = (NewActor(), NewActor());
        var meet = () => barrier.SignalAndWait(TimeSpan.FromSeconds(10));
        first.Tell(meet, TestActor);
        second.Tell(meet, TestActor);
        ExpectMsg((true, "two-threads"), TimeSpan.FromSeconds(20));
        ExpectMsg((true, "two-threads"), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void All_that_is_told_is_handled_however_many_ask()
    {
        var actors = Enumerable.Range(0, 20).Select(_ => NewActor()).ToList();
        for (var i = 0; i < 50; i++)
            actors.ForEach(actor => actor.Tell(Alone, TestActor));
        for (var i = 0; i < 50 * actors.Count; i++)
            ExpectMsg((true, "two-threads"), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void It_goes_on_after_it_had_no_actor_for_a_while()
    {
        for (var time = 0; time < 3; time++)
        {
            var actor = NewActor();
            actor.Tell(Alone, TestActor);
            ExpectMsg((true, "two-threads"), TimeSpan.FromSeconds(20));
            Watch(actor);
            Sys.Stop(actor);
            ExpectTerminated(actor);
        }
    }

    private IActorRef NewActor() => Sys.ActorOf(Props.Create<Blocking>().WithDispatcher("two-threads"));
}
