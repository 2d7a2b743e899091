using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Serialization;
using AkkaChat.Actors.Connections;
using AkkaChat.Actors.Directory;
using AkkaChat.Actors.Inspection;
using AkkaChat.Actors.People;
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
    private static readonly IReadOnlyList<Form> All =
    [
        Form.Of<ToLiveMembers>("live.1", (m, formats) => m.ToWire(formats), (b, formats) => Wire.ToLiveMembers.Parser.ParseFrom(b).FromWire(formats)),
        Form.Of<FromMember>("from.1", m => m.ToWire(), b => Wire.FromMember.Parser.ParseFrom(b).FromWire()),
        Form.Of<ToMember>("to.1", m => m.ToWire(), b => Wire.ToMember.Parser.ParseFrom(b).FromWire()),
        Form.Of<TouchRoom>("touch.1", m => m.ToWire(), b => Wire.TouchRoom.Parser.ParseFrom(b).FromWire()),
        Form.Of<RoomTouched>("touched.1", m => m.ToWire(), b => Wire.RoomTouched.Parser.ParseFrom(b).FromWire()),
        Form.Of<SessionEnded>("ended.1", m => m.ToWire(), b => Wire.SessionEnded.Parser.ParseFrom(b).FromWire()),
        Form.Of<HoldNames>("hold.1", m => m.ToWire(), b => Wire.HoldNames.Parser.ParseFrom(b).FromWire()),
        Form.Of<ClaimName>("claim.1", m => m.ToWire(), b => Wire.ClaimName.Parser.ParseFrom(b).ClaimFromWire()),
        Form.Of<ReleaseName>("release.1", m => m.ToWire(), b => Wire.ClaimName.Parser.ParseFrom(b).ReleaseFromWire()),
        Form.Of<ForgetPerson>("forget.1", m => m.ToWire(), b => Wire.ForgetPerson.Parser.ParseFrom(b).FromWire()),
        Form.Of<TouchRegistry>("reach.1", m => m.ToWire(), b => Wire.TouchRegistry.Parser.ParseFrom(b).FromWire()),
        Form.Of<NameDecided>("decided.1", m => m.ToWire(), b => Wire.NameDecided.Parser.ParseFrom(b).FromWire()),
        Form.Of<PersonSpread>("spread.1", m => m.ToWire(), b => Wire.PersonSpread.Parser.ParseFrom(b).FromWire()),
        Form.Of<RegistryTouched>("reached.1", m => m.ToWire(), b => Wire.RegistryTouched.Parser.ParseFrom(b).FromWire()),
        Form.Of<HoldNamesAnew>("anew.1", m => m.ToWire(), b => Wire.HoldNamesAnew.Parser.ParseFrom(b).FromWire()),
        Form.Of<RoomNews>("rooms.1", m => m.ToWire(), b => Wire.RoomNews.Parser.ParseFrom(b).FromWire()),
        Form.Of<LookAtNode>("look.1", m => m.ToWire(), b => Wire.LookAtNode.Parser.ParseFrom(b).FromWire()),
        Form.Of<NodeReport>("report.1", m => m.ToWire(), b => Wire.NodeReport.Parser.ParseFrom(b).FromWire()),
    ];

    private static readonly Dictionary<Type, Form> ByType = All.ToDictionary(f => f.Type);
    private static readonly Dictionary<string, Form> ByManifest = All.ToDictionary(f => f.Manifest);

    private readonly Lazy<PushFormats> formats = new(() => PushFormats.Of(system));

    private sealed record Form(
        Type Type, string Manifest, Func<object, Lazy<PushFormats>, IMessage> Write, Func<byte[], Lazy<PushFormats>, object> Read)
    {
        public static Form Of<T>(string manifest, Func<T, PushFormats, IMessage> write, Func<byte[], PushFormats, T> read)
            where T : ICrossesNodes =>
            new(typeof(T), manifest, (message, formats) => write((T)message, formats.Value), (bytes, formats) => read(bytes, formats.Value));

        public static Form Of<T>(string manifest, Func<T, IMessage> write, Func<byte[], T> read)
            where T : ICrossesNodes =>
            new(typeof(T), manifest, (message, _) => write((T)message), (bytes, _) => read(bytes));
    }

    /// <summary>The same on all nodes, for ever. Akka's own are below 100.</summary>
    public override int Identifier => 4000;

    /// <exception cref="SerializationException">The message crosses inside of others only, or not at all.</exception>
    public override string Manifest(object o) => FormOf(o).Manifest;

    /// <exception cref="SerializationException">The message, or what is in it, does not cross.</exception>
    public override byte[] ToBinary(object obj) => FormOf(obj).Write(obj, formats).ToByteArray();

    /// <exception cref="SerializationException">The manifest is none of this version's, or the bytes are not what it names.</exception>
    public override object FromBinary(byte[] bytes, string manifest)
    {
        if (!ByManifest.TryGetValue(manifest, out var form))
            throw new SerializationException($"Another node sent '{manifest}', which this version does not know");
        try
        {
            return form.Read(bytes, formats);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new SerializationException($"Another node sent {bytes.Length} bytes that are no '{manifest}': {e.Message}", e);
        }
    }

    internal static SerializationException NoForm(object message) =>
        new($"{message.GetType()} does not cross from node to node by itself, or not there: it has no form in nodes.proto");

    private static Form FormOf(object message) => ByType.TryGetValue(message.GetType(), out var form) ? form : throw NoForm(message);
}
