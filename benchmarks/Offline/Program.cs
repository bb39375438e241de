using System.Globalization;
using Wiretax.Offline;

const string usage = """
    offline build FILE FRAMES SNAPLEN SEED     builds a synthetic capture, the same for the same arguments
    offline flows FILE FLOWS                   builds a capture of so many open connections, seven frames each
    offline walk FILE                          the bare walk: record headers and length fields only
    offline measure COMMAND ARGUMENT...        runs a command; prints seconds, peak KiB, seconds to the first output, processor seconds
    """;

switch (args)
{
    case ["build", var file, var frames, var snapLength, var seed]:
        SyntheticCapture.Write(file, Number(frames), (int)Number(snapLength), (ulong)Number(seed));
        return 0;
    case ["flows", var file, var flows]:
        ManyFlows.Write(file, Number(flows));
        return 0;
    case ["walk", var file]:
        Console.WriteLine(BareWalk.Of(file));
        return 0;
    case ["measure", _, ..]:
        return Measurement.Run(args[1..]);
    default:
        Console.Error.WriteLine(usage);
        return 2;
}

static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
