namespace Wiretax.Analysis.Accounting;

/// <summary>How far an analysis has come.</summary>
/// <param name="Share">Of the input's bytes, 0 to 1; null where its length is not known.</param>
public readonly record struct ReadingProgress(long Frames, double? Share);
