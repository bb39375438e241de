using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Wiretax.Capture;
using Wiretax.Cli.Capturing;
using Wiretax.Sessions.Scenarios;

namespace Wiretax.Cli.Verbs;

/// <summary><c>wiretax capture -i INTERFACE -w FILE</c>: the capture node, by hand or under a session's control.</summary>
internal static class CaptureVerb
{
    private static readonly Option<string> Interface = new("-i", "--interface")
    {
        Required = true,
        Description = "The interface to capture from, or 'any'.",
    };

    private static readonly Option<string> FileOption = new("-w", "--write")
    {
        Required = true,
        Description = "The pcapng file to write; what is there is written over.",
    };

    private static readonly Option<int> SnapLength = new("--snaplen")
    {
        Description = $"Bytes to keep of each frame; the lengths are counted in full anyway ({LiveCaptureOptions.MaximumSnapLength} keeps all).",
        DefaultValueFactory = _ => LiveCaptureOptions.DefaultSnapLength,
        CustomParser = ParseSnapLength,
    };

    private static readonly Option<string?> Filter = new("--filter") { Description = "Only frames that match, in tcpdump's syntax, e.g. 'tcp port 80'." };
    private static readonly Option<string?> Duration = new("--duration") { Description = $"How long to capture: {Quantities.DurationForm} (default: until Ctrl-C)." };
    private static readonly Option<string?> Buffer = new("--buffer") { Description = "The kernel's buffer, e.g. 64MiB (default: 128MiB); frames that find it full are lost, and counted." };
    private static readonly Option<bool> Controlled = new("--controlled")
    {
        Hidden = true,
        Description = "Says 'ready' once it captures, ends when standard input closes, prints its counts as one line of JSON.",
    };

    private static readonly Option<string> Format = Options.Format("table", "json");

    public static Command Build()
    {
        var command = new Command("capture", "Capture an interface into a pcapng file, with true drop counts and a live view by layer.")
        {
            Interface, FileOption, SnapLength, Filter, Duration, Buffer, Controlled, Format,
        };
        command.SetAction((arguments, interruption) => Task.Run(() => Run(arguments, interruption), CancellationToken.None));
        return command;
    }

    private static int Run(ParseResult arguments, CancellationToken interruption)
    {
        var options = new LiveCaptureOptions
        {
            Interface = arguments.GetRequiredValue(Interface),
            SnapLength = arguments.GetValue(SnapLength),
            Filter = arguments.GetValue(Filter),
            BufferBytes = ParseBuffer(arguments.GetValue(Buffer)),
        };
        var duration = ParseDuration(arguments.GetValue(Duration));
        var file = arguments.GetRequiredValue(FileOption);
        if (file.Length == 0)
            throw new UsageException("The capture needs a file to go to: name one with -w, as in -w out.pcapng.");
        return arguments.GetValue(Controlled)
            ? ControlledCapture.Run(options, file, interruption)
            : ManualCapture.Run(options, file, duration, arguments.GetValue(Format) == "json", interruption);
    }

    private static int ParseSnapLength(ArgumentResult result)
    {
        if (int.TryParse(result.Tokens.Single().Value, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
            && bytes is >= LiveCaptureOptions.MinimumSnapLength and <= LiveCaptureOptions.MaximumSnapLength)
        {
            return bytes;
        }
        result.AddError($"--snaplen must be a whole number of bytes from {LiveCaptureOptions.MinimumSnapLength} to {LiveCaptureOptions.MaximumSnapLength}.");
        return 0;
    }

    private static long ParseBuffer(string? text)
    {
        if (text is null)
            return LiveCaptureOptions.DefaultBufferBytes;
        return Quantities.TryParseSize(text, out var bytes)
            && bytes is >= LiveCaptureOptions.MinimumBufferBytes and <= LiveCaptureOptions.MaximumBufferBytes
                ? bytes
                : throw new UsageException($"--buffer '{text}' must be {Quantities.SizeForm} from 64KiB to 2047MiB.");
    }

    private static TimeSpan? ParseDuration(string? text)
    {
        if (text is null)
            return null;
        return Quantities.TryParseDuration(text, out var duration) && duration > TimeSpan.Zero
            ? duration
            : throw new UsageException($"--duration '{text}' must be {Quantities.DurationForm}, and longer than 0.");
    }
}
