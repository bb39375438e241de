namespace Wiretax.Analysis.Accounting;

/// <summary>
/// Which host is the local end: the one that was asked for, else the opener of the first TCP connection (source of
/// the first SYN, or destination of the first SYN-ACK), else the sender of the first echo request, else the source of
/// the first IP datagram whose address is not limited to the link.
/// </summary>
internal sealed class LocalEnd(HostAddress? asked)
{
    private HostAddress? _opener;
    private HostAddress? _pinger;
    private HostAddress? _firstSource;

    /// <summary>What will not change with frames to come; null as long as it may.</summary>
    public HostAddress? Settled => asked ?? _opener;

    /// <summary>The best that is known.</summary>
    public HostAddress? Best => Settled ?? _pinger ?? _firstSource;

    /// <summary>Only the opener of a connection or of an echo can change <see cref="Best"/> now.</summary>
    public bool HasSource => _firstSource is not null;

    public void SawOpening(HostAddress opener) => _opener ??= opener;

    public void SawEchoRequest(HostAddress sender) => _pinger ??= sender;

    public void SawDatagram(HostAddress source)
    {
        if (_firstSource is null && !source.IsLinkScoped)
            _firstSource = source;
    }

    /// <summary>Takes in what a later part of the same capture saw.</summary>
    public void Merge(LocalEnd later)
    {
        _opener ??= later._opener;
        _pinger ??= later._pinger;
        _firstSource ??= later._firstSource;
    }
}
