using System.Net;

namespace Wiretax.Analysis.Accounting;

/// <summary>The direction that a datagram has as seen from the local end.</summary>
/// <param name="alsoLocal">Further addresses of the local end.</param>
internal sealed class Viewpoint(IReadOnlyList<IPAddress> alsoLocal)
{
    private readonly HostAddress[] _alsoLocal = [.. alsoLocal.Select(HostAddress.From)];

    private HostAddress _local;

    /// <summary>The local end; null until it is settled.</summary>
    public HostAddress? Local => IsSettled ? _local : null;

    public bool IsSettled { get; private set; }

    public void Settle(HostAddress local)
    {
        if (!IsSettled)
            (_local, IsSettled) = (local, true);
    }

    public bool IsLocal(HostAddress? local, HostAddress host) => host == local || Array.IndexOf(_alsoLocal, host) >= 0;

    /// <summary>The same once it is known that no address tells more: never unknown.</summary>
    /// <param name="local">The local end, settled or not.</param>
    public Direction Of(HostAddress? local, in HostAddress source, in HostAddress destination) =>
        source == local ? Direction.Tx
        : destination == local ? Direction.Rx
        : IsLocal(local, source) ? Direction.Tx
        : IsLocal(local, destination) ? Direction.Rx
        : Direction.Neither;

    /// <summary>The direction of a datagram between different hosts.</summary>
    public Direction Of(in HostAddress source, in HostAddress destination)
    {
        if (!IsSettled)
            return Direction.Unknown;
        if (source == _local)
            return Direction.Tx;
        if (destination == _local)
            return Direction.Rx;
        if (_alsoLocal.Length > 0)
        {
            if (IsLocal(_local, source))
                return Direction.Tx;
            if (IsLocal(_local, destination))
                return Direction.Rx;
        }
        return source.IsLinkScoped || destination.IsLinkScoped ? Direction.Unknown : Direction.Neither;
    }

    /// <summary>The directions of a datagram between different hosts, and of an answer.</summary>
    public (Direction There, Direction Back) OfBoth(in HostAddress source, in HostAddress destination)
    {
        var there = Of(source, destination);
        return (there, there is Direction.Neither or Direction.Unknown ? there : Of(destination, source));
    }
}
