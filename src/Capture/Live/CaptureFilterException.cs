namespace Wiretax.Capture;

/// <summary>A capture filter that cannot be used; the message is one sentence for the user.</summary>
public sealed class CaptureFilterException(string message) : Exception(message);
