using Grpc.Core;

namespace Wiretax.Agent.Server;

/// <summary>How many of one kind may run at once.</summary>
internal sealed class Slots(string what, int most)
{
    private int _taken;

    /// <exception cref="RpcException">All are taken.</exception>
    public IDisposable Take()
    {
        if (Interlocked.Increment(ref _taken) <= most)
            return new Slot(this);
        Interlocked.Decrement(ref _taken);
        throw new RpcException(new Status(StatusCode.ResourceExhausted, FormattableString.Invariant($"{most} {what} run already, which is all that run at once")));
    }

    private sealed class Slot(Slots slots) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref slots._taken);
    }
}
