using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AkkaChat.Actors.Tests.Cluster;

/// <summary>Nodes that share a certificate.</summary>
public class CertificateTests
{
    [Fact]
    public async Task Nodes_with_one_certificate_form_a_cluster_and_speak_with_nobody_else()
    {
        using var ours = NewCertificate();
        using var another = NewCertificate();
        await using var cluster = await TestCluster.StartAsync(nodes: 2, ours);
        var port = cluster.Nodes[0].Address.Port!.Value;
        Assert.True(await IsHeardAsync(port, ours, ours));
        Assert.False(await IsHeardAsync(port, ours, another));
        Assert.False(await IsHeardAsync(port, ours, mine: null));
    }

    // Whoever is not let in is cut; whoever is may stay and say nothing.
    private static async Task<bool> IsHeardAsync(int port, X509Certificate2 nodes, X509Certificate2? mine)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port);
        await using var tls = new SslStream(client.GetStream(), leaveInnerStreamOpen: false, (_, shown, _, _) => nodes.Equals(shown));
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = "node",
                ClientCertificates = mine is null ? [] : [mine],
            });
            return await tls.ReadAsync(new byte[1]).AsTask().WaitAsync(TimeSpan.FromSeconds(1)) > 0;
        }
        catch (TimeoutException)
        {
            return true;
        }
        catch (Exception e) when (e is IOException or AuthenticationException)
        {
            return false;
        }
    }

    private static X509Certificate2 NewCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=akkachat", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    }
}
