using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Serialization;

namespace AkkaChat.Actors.Tests.Cluster;

public sealed class ByReferenceSerializer(ExtendedActorSystem system) : Serializer(system)
{
    private static readonly ConcurrentDictionary<long, object> Sent = [];
    private static long last;

    public const string Config = """
        akka.actor {
          serializers.by-reference = "AkkaChat.Actors.Tests.Cluster.ByReferenceSerializer, AkkaChat.Actors.Tests"
          serialization-bindings {
            "AkkaChat.Actors.Cluster.IFromRelay, AkkaChat.Actors" = by-reference
            "AkkaChat.Actors.Cluster.IToRelay, AkkaChat.Actors" = by-reference
            "AkkaChat.Actors.Cluster.RoomTouched, AkkaChat.Actors" = by-reference
            "AkkaChat.Actors.Cluster.SessionEnded, AkkaChat.Actors" = by-reference
          }
        }
        """;

    public override int Identifier => 999;

    public override bool IncludeManifest => false;

    public override byte[] ToBinary(object obj)
    {
        var id = Interlocked.Increment(ref last);
        Sent[id] = obj;
        return BitConverter.GetBytes(id);
    }

    public override object FromBinary(byte[] bytes, Type type) => Sent[BitConverter.ToInt64(bytes)];
}
