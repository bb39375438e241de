namespace Wiretax.Sessions.Running;

/// <summary>What a session is told beside its scenario.</summary>
public sealed record SessionSettings
{
    /// <summary>The program that captures, generates and serves at both ends: this one.</summary>
    public required string Program { get; init; }

    /// <summary>Seed of the shuffled order, recorded so that the order can be had again.</summary>
    public required ulong Seed { get; init; }

    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();
}
