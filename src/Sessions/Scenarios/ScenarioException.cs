namespace Wiretax.Sessions.Scenarios;

/// <summary>A scenario that cannot be used; the message is one sentence that names file, line and column.</summary>
public sealed class ScenarioException(string message) : Exception(message);
