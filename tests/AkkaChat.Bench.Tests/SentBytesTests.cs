using AkkaChat.Bench.Measuring;

namespace AkkaChat.Bench.Tests;

public class SentBytesTests
{
    // As ss of iproute2 6.1 prints it; the first connection's other end is of a process of somebody else.
    private const string Sockets = """
        ESTAB 0      0        127.0.0.1:21001 127.0.0.1:45000 users:(("dotnet",pid=100,fd=201)) cubic wscale:10,10 rto:208 rtt:0.1/0.05 mss:32768 cwnd:18 bytes_sent:1010 bytes_retrans:10 bytes_acked:1000 bytes_received:195 segs_out:149 send 659297471bps
        ESTAB 0      0        127.0.0.1:45000 127.0.0.1:21001 cubic wscale:10,10 rto:208 bytes_sent:195 bytes_acked:196 bytes_received:1000
        ESTAB 0      0        127.0.0.1:45001 127.0.0.1:21002 users:(("dotnet",pid=100,fd=202)) cubic bytes_acked:20
        ESTAB 0      0        127.0.0.1:21002 127.0.0.1:45001 users:(("dotnet",pid=101,fd=200)) cubic bytes_acked:3000000000
        ESTAB 0      0        127.0.0.1:21003 127.0.0.1:45002 users:(("dotnet",pid=102,fd=200)) cubic rto:1000
        """;

    [Fact]
    public void What_a_process_has_sent_is_what_the_other_ends_of_its_sockets_acknowledged()
    {
        var sent = SentBytes.Read(Sockets);
        Assert.Equal([(100, 1_020L), (101, 3_000_000_000L)], sent.OrderBy(s => s.Key).Select(s => (s.Key, s.Value)));
    }

    [Fact]
    public void No_sockets_have_sent_nothing() => Assert.Empty(SentBytes.Read(""));
}
