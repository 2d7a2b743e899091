namespace AkkaChat.Actors.Cluster;

/// <summary>
/// How soon the cluster notices, decides and acts (docs/decisions/0010-cluster.md). The room log's key fences an owner that is not one any
/// more, so nothing here has to wait for safety's sake.
/// </summary>
internal static class ClusterTimings
{
    public const string Config = """
        akka.cluster {
          # Unreachable after 2.5 s of silence; decided 2 s later, when it is clear who is on which side. A fixed time for all: the detector that
          # learns from each node's past pauses lost sight of two nodes three seconds apart, and the decision fell in between. A cluster whose
          # members come and go, as when the machines are overloaded, goes on: putting all of them out would be worse than a doubt that the
          # log's key settles.
          failure-detector {
            implementation-class = "Akka.Remote.DeadlineFailureDetector, Akka.Remote"
            heartbeat-interval = 500ms
            acceptable-heartbeat-pause = 2s
            expected-response-after = 500ms
          }
          split-brain-resolver { active-strategy = keep-majority, stable-after = 2s, down-all-when-unstable = off }
          down-removal-margin = 200ms

          gossip-interval = 200ms
          leader-actions-interval = 200ms
          unreachable-nodes-reaper-interval = 200ms
          periodic-tasks-initial-delay = 200ms
          seed-node-timeout = 3s
          retry-unsuccessful-join-after = 2s
          allow-weakly-up-members = off

          singleton.hand-over-retry-interval = 200ms
          sharding {
            retry-interval = 200ms
            coordinator-failure-backoff = 500ms
            waiting-for-state-timeout = 1s
            updating-state-timeout = 2s
            handoff-timeout = 5s
            shard-start-timeout = 3s
            # A node that comes takes its share, a tenth of all shards each second: a room that moves pauses for some 30 ms, all at once longer.
            rebalance-interval = 1s
            least-shard-allocation-strategy { rebalance-absolute-limit = 10, rebalance-relative-limit = 0.1 }
            # A room stops by itself when nobody is in it.
            passivate-idle-entity-after = off
            distributed-data { gossip-interval = 500ms, notify-subscribers-interval = 100ms, durable.keys = [] }
          }
        }
        """;
}
