using AkkaChat.Testing;

namespace AkkaChat.Host.Tests.Cluster;

/// <summary>Needs a network that can be cut.</summary>
public sealed class FactWithNetworkAttribute : FactAttribute
{
    public FactWithNetworkAttribute() => Skip = NodeNetwork.CanBe ? null : "Network namespaces can't be made here: that needs Linux, root and iproute2";
}
