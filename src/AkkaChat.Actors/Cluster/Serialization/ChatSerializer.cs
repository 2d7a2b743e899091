using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Serialization;
using AkkaChat.Actors.Connections;
using Google.Protobuf;

namespace AkkaChat.Actors.Cluster.Serialization;

/// <summary>
/// The one way in which messages cross from node to node (<see cref="ICrossesNodes"/>): as nodes.proto has them, each under a manifest that
/// names it and its version. Nothing else is read: no type is ever found by a name that came over the network. Akka drops what this
/// refuses, and says so in the log.
/// </summary>
/// <remarks>An incompatible form gets another manifest; the old one is read for as long as nodes that write it may run.</remarks>
public sealed class ChatSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    private const string
        Touch = "touch.1", From = "from.1", Touched = "touched.1", Ended = "ended.1", To = "to.1", Live = "live.1";

    private PushFormats? formats;

    /// <summary>The same on all nodes, for ever. Akka's own are below 100.</summary>
    public override int Identifier => 4000;

    private PushFormats Formats => formats ??= PushFormats.Of(system);

    /// <exception cref="SerializationException">The message crosses inside of others only, or not at all.</exception>
    public override string Manifest(object o) => o switch
    {
        ToLiveMembers => Live,
        FromMember => From,
        ToMember => To,
        TouchRoom => Touch,
        RoomTouched => Touched,
        SessionEnded => Ended,
        _ => throw NoForm(o),
    };

    /// <exception cref="SerializationException">The message, or what is in it, does not cross.</exception>
    public override byte[] ToBinary(object obj) => (obj switch
    {
        ToLiveMembers m => (IMessage)m.ToWire(Formats),
        FromMember m => m.ToWire(),
        ToMember m => m.ToWire(),
        TouchRoom m => m.ToWire(),
        RoomTouched m => m.ToWire(),
        SessionEnded m => m.ToWire(),
        _ => throw NoForm(obj),
    }).ToByteArray();

    /// <exception cref="SerializationException">The manifest is none of this version's, or the bytes are not what it names.</exception>
    public override object FromBinary(byte[] bytes, string manifest)
    {
        try
        {
            return manifest switch
            {
                Live => Wire.ToLiveMembers.Parser.ParseFrom(bytes).FromWire(Formats),
                From => Wire.FromMember.Parser.ParseFrom(bytes).FromWire(),
                To => Wire.ToMember.Parser.ParseFrom(bytes).FromWire(),
                Touch => Wire.TouchRoom.Parser.ParseFrom(bytes).FromWire(),
                Touched => Wire.RoomTouched.Parser.ParseFrom(bytes).FromWire(),
                Ended => Wire.SessionEnded.Parser.ParseFrom(bytes).FromWire(),
                _ => throw new SerializationException($"Another node sent '{manifest}', which this version does not know"),
            };
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new SerializationException($"Another node sent {bytes.Length} bytes that are no '{manifest}': {e.Message}", e);
        }
    }

    internal static SerializationException NoForm(object message) =>
        new($"{message.GetType()} does not cross from node to node by itself, or not there: it has no form in nodes.proto");
}
