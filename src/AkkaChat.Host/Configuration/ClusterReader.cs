using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AkkaChat.Actors.Cluster;

namespace AkkaChat.Host.Configuration;

/// <summary>This node's place in a cluster, out of the settings.</summary>
internal static class ClusterReader
{
    private const string Section = $"{ChatSettings.Section}:{nameof(ChatSettings.Cluster)}";

    /// <summary>Null where there is no cluster.</summary>
    /// <exception cref="StartupException">A setting has a value that can't be; the message names it.</exception>
    public static ClusterNode? ReadClusterNode(this ChatSettings settings)
    {
        var cluster = settings.Cluster;
        if (cluster.Address.Length == 0)
            return null;
        var address = Address(nameof(cluster.Address), cluster.Address);
        var seeds = cluster.Seeds.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(seed => Address(nameof(cluster.Seeds), seed)).ToList();
        return new ClusterNode(address, seeds.Count > 0 ? seeds : [address], Certificate(cluster));
    }

    private static NodeAddress Address(string setting, string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon > 0 && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= ushort.MaxValue)
            return new NodeAddress(text[..colon].Trim('[', ']'), port);
        throw new StartupException($"{Section}:{setting}: {text} is no address of a node, such as 10.0.0.1:8090.");
    }

    private static X509Certificate2? Certificate(ChatSettings.ClusterSettings cluster)
    {
        if (cluster.CertificateFile.Length == 0)
            return null;
        try
        {
            return X509CertificateLoader.LoadPkcs12FromFile(cluster.CertificateFile, cluster.CertificatePassword);
        }
        catch (CryptographicException e)
        {
            throw new StartupException($"{Section}:{nameof(cluster.CertificateFile)}: {cluster.CertificateFile} can't be used: {e.Message}", e);
        }
    }
}
