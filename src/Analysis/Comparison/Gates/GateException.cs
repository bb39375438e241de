namespace Wiretax.Analysis.Comparison.Gates;

/// <summary>An expression that cannot be read or names what is not there; the message is one sentence for the user.</summary>
public sealed class GateException(string message) : Exception(message);
