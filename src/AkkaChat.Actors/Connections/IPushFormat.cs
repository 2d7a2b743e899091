using Akka.Actor;
using Akka.Actor.Setup;

namespace AkkaChat.Actors.Connections;

/// <summary>How pushes look on the wire in one mode; one instance for all its connections.</summary>
public interface IPushFormat
{
    /// <summary>The same on all nodes of a cluster, for ever.</summary>
    string Name { get; }

    /// <summary>Whole frames, or nothing where the mode does not show such a push.</summary>
    ReadOnlyMemory<byte> Encode(SharedPush push);
}

/// <summary>All formats there are, by name: for pushes that come from other nodes or go there. Given to the actor system at its start.</summary>
public sealed class PushFormats(IEnumerable<IPushFormat> formats) : Setup
{
    private readonly Dictionary<string, IPushFormat> byName = formats.ToDictionary(f => f.Name);

    /// <summary>Null when this version does not know such a format.</summary>
    public IPushFormat? Find(string name) => byName.GetValueOrDefault(name);

    public static PushFormats Of(ActorSystem system) =>
        system.Settings.Setup.Get<PushFormats>().Value ?? throw new InvalidOperationException("The actor system was started without its formats");
}
