namespace Wiretax.Capture;

/// <summary>Input that is no capture at all, or cannot be opened; the message is one sentence for the user.</summary>
public sealed class CaptureFormatException(string message) : Exception(message);

/// <summary>An interface that cannot be captured from; the message is one sentence that says what to do.</summary>
public sealed class CaptureDeviceException(string message) : Exception(message);
