namespace Wiretax.Cli;

/// <summary>The promised exit statuses.</summary>
public static class ExitStatus
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Usage = 2;

    /// <summary>Measured, but not trustworthy: incomplete captures, paths not measured, too few runs for what was asked.</summary>
    public const int NotTrustworthy = 3;
    public const int GateCrossed = 4;
    public const int Interrupted = 130;
}
