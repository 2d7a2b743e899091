using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Configuration;
using Akka.Serialization;

namespace AkkaChat.Actors.Cluster.Serialization;

/// <summary>
/// In the place of Akka's serializer for all that has no other, which writes the names of types, and makes objects of any type whose name
/// comes over the network.
/// </summary>
public sealed class NoJsonSerializer : Serializer
{
    /// <param name="config">Akka gives the settings of the serializer that was there.</param>
    public NoJsonSerializer(ExtendedActorSystem system, Config config)
        : base(system) => _ = config;

    /// <summary>That of Akka's: what other nodes send under it comes here.</summary>
    public override int Identifier => 1;

    public override bool IncludeManifest => false;

    /// <exception cref="SerializationException">Always.</exception>
    public override byte[] ToBinary(object obj) => throw ChatSerializer.NoForm(obj);

    /// <exception cref="SerializationException">Always.</exception>
    public override object FromBinary(byte[] bytes, Type type) =>
        throw new SerializationException("Another node sent something that no serializer of this version knows");
}
