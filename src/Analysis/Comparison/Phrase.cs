namespace Wiretax.Analysis.Comparison;

/// <summary>
/// The words for one metric: "NAME verb AMOUNT more|less than BASELINE tail", or where it is far more,
/// "NAME verb FACTOR times as much as BASELINE tail".
/// </summary>
/// <param name="Noun">What is compared: "bytes at the link layer".</param>
/// <param name="AsMuch">"as long", "as many frames".</param>
/// <param name="Absolute">True where the amount in its unit says more than a percentage.</param>
internal sealed record Phrase(string Noun, string Verb, string More, string Less, string AsMuch, string Tail, bool Absolute = false)
{
    public static Phrase Of(MetricResult result)
    {
        var work = $"{result.Workload} {result.Direction}";
        var isPing = result.Workload.StartsWith("ping", StringComparison.Ordinal);
        var answers = (isPing, result.Direction) switch
        {
            (true, "rx") => "has its ping answered",
            (true, _) => "answers a ping",
            _ => "answers",
        };
        var tail = isPing ? "" : $" during {work}";
        if (result.Metric.Split('.') is [var layer, var what] && layer is "link" or "encapsulation" or "network" or "transport" or "application")
        {
            return what == "duration"
                ? new($"time from the first to the last {layer} frame of {work}", "takes", "longer", "less", "as long", $" for {work}, from the first to the last {layer} frame")
                : new($"{what} at the {layer} layer of {work}", "puts", "more " + what, "fewer " + what, "as many " + what, $" on the {layer} layer for {work}");
        }
        return result.Metric switch
        {
            "overhead" => new($"link bytes for each payload byte of {work}", "needs", "more", "less", "as much", $" in link bytes for each payload byte of {work}"),
            "connect" => new($"time to connect for {work}", "connects", "later", "sooner", "as late", $" for {work}", true),
            "first-byte" => new($"time to the first byte of {work}", "gives the first byte", "later", "sooner", "as late", $" for {work}", true),
            "transfer" => new($"time from the first to the last payload byte of {work}", "takes", "longer", "less", "as long", $" for {work}, from the first to the last payload byte"),
            "rtt.min" => new($"shortest round-trip time of {work}", answers, "later", "sooner", "as late", $"{tail} at its fastest", true),
            "rtt.median" => new($"median round-trip time of {work}", answers, "later", "sooner", "as late", tail, true),
            "rtt.p99" => new($"99th percentile of the round-trip times of {work}", answers, "later", "sooner", "as late", $"{tail} at the 99th percentile", true),
            "goodput" => new($"payload per second of {work}", "moves", "more", "less", "as much", $" in payload per second of {work}"),
            "retransmitted.bytes" => new($"retransmitted bytes of {work}", "retransmits", "more", "less", "as much", $" in {work}", true),
            "cpu.seconds-per-gigabyte" => new($"CPU time for each gigabyte of {work}", "uses", "more CPU time", "less CPU time", "as much CPU time", $" for each gigabyte of {work}"),
            _ => new($"{result.Metric} of {work}", "shows", "more", "less", "as much", $" in {result.Metric} of {work}"),
        };
    }
}
