namespace Wiretax.Offline;

/// <summary>Two hosts that exchange frames, a few at each step, until their conversation is over.</summary>
internal abstract class Conversation
{
    private const int Servers = 300;
    private const ushort EtherTypeIpv4 = 0x0800;
    private const ushort EtherTypeIpv6 = 0x86dd;

    /// <summary>Bytes for payloads; the text decides what a dissector takes them for.</summary>
    private static readonly byte[] Noise = MakeNoise();

    private readonly uint _client;
    private readonly uint _server;
    private readonly int _vlan;
    private ushort _identification;

    protected Conversation(ref SplitMix64 random)
    {
        _client = 0x0a000000u | (uint)random.Below(1 << 16);
        _server = 0xc0a80000u | (uint)random.Below(Servers);
        IsIpv6 = random.OneIn(10);
        _vlan = random.OneIn(20) ? 100 : 0;
        ClientPort = (ushort)(20_000 + random.Below(40_000));
    }

    public bool IsOver { get; protected set; }

    protected ushort ClientPort { get; }

    protected bool IsIpv6 { get; }

    /// <summary>85 of 100 are TCP, 10 are DNS, 3 a stream of datagrams, 2 echo.</summary>
    public static Conversation Begin(ref SplitMix64 random) => random.Below(100) switch
    {
        < 85 => new TcpConversation(ref random),
        < 95 => new DatagramConversation(ref random, exchanges: 1, request: 30, reply: 46, port: 53),
        < 98 => new DatagramConversation(ref random, exchanges: 300 + random.Below(500), request: 1200, reply: 1200, port: 4433),
        _ => new EchoConversation(ref random),
    };

    public static Conversation BeginEndless(ref SplitMix64 random) => random.Below(100) < 95
        ? new TcpConversation(ref random, endless: true)
        : new DatagramConversation(ref random, exchanges: int.MaxValue, request: 1200, reply: 1200, port: 4433);

    public abstract void Step(CaptureWriter file, ref SplitMix64 random);

    protected static ReadOnlySpan<byte> Payload(int length, int from = 0) => Noise.AsSpan(from & 0xfff, length);

    /// <summary>Lays Ethernet and IP for a datagram with so many bytes behind the IP header.</summary>
    protected void LayNetwork(ref FrameHeaders headers, bool fromClient, byte protocol, int length)
    {
        var (from, to) = fromClient ? (_client, _server) : (_server, _client);
        headers.Ethernet(from, to, IsIpv6 ? EtherTypeIpv6 : EtherTypeIpv4, _vlan);
        if (IsIpv6)
            headers.Ipv6(from, to, protocol, length);
        else
            headers.Ipv4(from, to, protocol, length, _identification++);
    }

    private static byte[] MakeNoise()
    {
        var noise = new byte[16_384];
        var random = new SplitMix64(7);
        for (var i = 0; i < noise.Length; i++)
            noise[i] = (byte)(32 + random.Below(95));
        return noise;
    }
}
