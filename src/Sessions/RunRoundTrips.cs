namespace Wiretax.Sessions;

/// <summary>
/// Round trips of a ping, seconds. Of requests that the peer sends, the capture at the peer has every one. Requests
/// that the system under test sends come to the peer and go back at once: the capture shows how long the peer took to
/// answer, and the round trips are those of the generator's clock.
/// </summary>
/// <param name="P99">Null by the generator's clock.</param>
/// <param name="Samples">Each of them, in order of the requests; none by the generator's clock.</param>
public sealed record RunRoundTrips(double? Min, double? Median, double? P99, long Count, IReadOnlyList<double> Samples, bool IsByGenerator)
{
    /// <returns>Null for a run without echoes.</returns>
    public static RunRoundTrips? Of(RunRecord run) => run switch
    {
        { Summary.Echo: null } or { Summary: null } => null,
        { Direction: "rx", Summary.Echo: var echo, GeneratorRoundTripSeconds: var times } =>
            new(times?.Min, times?.Median, null, times is null ? 0 : echo.Replies, [], true),
        { Summary.Echo: { RttSeconds: var times } echo } =>
            new(times?.Min, times?.Median, times?.P99, times?.Count ?? 0, echo.Samples, false),
    };
}
