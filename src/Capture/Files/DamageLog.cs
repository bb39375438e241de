namespace Wiretax.Capture;

/// <summary>Damages in order of offset: the first ones with their cause, the rest as a number.</summary>
internal sealed class DamageLog
{
    private readonly List<CaptureDamage> _stored = [];

    public long Count { get; private set; }

    public IReadOnlyList<CaptureDamage> Stored => [.. _stored];

    public void Add(long offset, string cause, bool recovered)
    {
        Count++;
        if (_stored.Count < CaptureLimits.MaxStoredDamages)
            _stored.Add(new CaptureDamage(offset, cause, recovered));
    }

    /// <summary>True while causes are still kept: spares the text of the ones that are only counted.</summary>
    public bool IsFull => _stored.Count >= CaptureLimits.MaxStoredDamages;

    public void CountOnly() => Count++;
}
