using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Wiretax.Capture;

namespace Wiretax.Tests.Capture.Files;

/// <summary>
/// Mutates the files of <c>captures</c> and reads them: a second with a fixed seed here, longer by hand with
/// <c>WIRETAX_FUZZ_SECONDS=600 WIRETAX_FUZZ_SEED=7</c>. A file that fails is kept in the temporary folder; it belongs
/// among the <c>Malformed*</c> builders then.
/// </summary>
[Collection(nameof(AloneInTheProcess))]
public sealed class FuzzTests
{
    /// <summary>Time that one file of at most 400 kB may take, on a machine that does other things too.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private static readonly int[] Interesting =
        [0, 1, 3, 4, 7, 8, 11, 12, 13, 16, 28, 32, 255, 256, 65_535, 65_536, 262_144, 262_145, 0x1000000, 0x1000001, int.MaxValue, int.MinValue, -1, -4];

    [Fact]
    public void No_mutated_file_throws_hangs_or_grows_the_memory()
    {
        var seconds = Setting("WIRETAX_FUZZ_SECONDS", 1);
        var random = new Random(Setting("WIRETAX_FUZZ_SEED", 1));
        var seeds = Seeds();
        var (files, frames, damages, refused, slowest) = (0L, 0L, 0L, 0L, TimeSpan.Zero);
        var memory = 0L;

        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalSeconds < seconds; files++)
        {
            var file = Mutate(seeds[random.Next(seeds.Count)], seeds, random);
            var began = Stopwatch.GetTimestamp();
            try
            {
                using var source = Open(file, files);
                var read = Drain(source);
                frames += read.Frames;
                damages += read.Damages;
            }
            catch (CaptureFormatException)
            {
                refused++;
            }
            catch (Exception exception)
            {
                Assert.Fail($"File {files}, kept as {Keep(file)}: {exception}");
            }
            var took = Stopwatch.GetElapsedTime(began);
            slowest = took > slowest ? took : slowest;
            if (took >= Limit)
                Assert.Fail($"File {files} took {took}, kept as {Keep(file)}");
            if (files == 500)
                memory = GC.GetTotalMemory(forceFullCollection: true);
        }

        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture,
            $"{files} files, {frames} frames, {damages} damages, {refused} refused, slowest {slowest.TotalMilliseconds:f1} ms"));
        if (Environment.GetEnvironmentVariable("WIRETAX_FUZZ_SECONDS") is not null)
            Console.WriteLine(FormattableString.Invariant($"{files} files, {frames} frames, {damages} damages, {refused} refused, slowest {slowest.TotalMilliseconds:f1} ms"));
        if (files > 500)
            Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - memory, long.MinValue, 32 * 1024 * 1024);
    }

    /// <summary>Most files as streams; every sixteenth is written out, to be cut into segments.</summary>
    private static CaptureFileSource Open(byte[] file, long number)
    {
        if (number % 16 != 0)
            return CaptureFile.Open(new MemoryStream(file), "a mutated file");

        using var onDisk = new TemporaryFile(file);
        using var segments = CaptureFile.OpenSegments(onDisk.Path, new CaptureSegmentOptions { Count = 4, MinBytes = 64 });
        var parts = segments.Sources.Sum(each => Drain(each).Frames);
        var whole = CaptureFile.Open(onDisk.Path);
        if (segments.IsProven)
            Assert.Equal(Drain(whole).Frames, parts);
        return whole;
    }

    private static (long Frames, long Damages) Drain(CaptureFileSource source)
    {
        long frames = 0;
        var sum = 0;
        Span<FrameAtHand> atHand = stackalloc FrameAtHand[8];
        while (true)
        {
            // Some at hand, then one in any case, and so on.
            foreach (ref readonly var each in atHand[..source.ReadAtHand(atHand)])
                Look(each.Frame);
            if (source.Read(out var frame) != FrameRead.Frame)
                break;
            Look(frame);
        }
        var statistics = source.Statistics;
        Assert.True(sum >= 0 || frames > 0);
        Assert.True(statistics.Damages.Count <= CaptureLimits.MaxStoredDamages);
        return (frames, statistics.DamageCount);

        void Look(in CapturedFrame frame)
        {
            frames++;
            foreach (var each in frame.Data)
                sum += each;
            Assert.True(frame.Data.Length <= frame.OriginalLength && frame.OriginalLength <= CaptureLimits.MaxOriginalLength);
        }
    }

    private static byte[] Mutate(byte[] seed, List<byte[]> seeds, Random random)
    {
        var file = seed.ToList();
        for (var edits = random.Next(1, 6); edits > 0 && file.Count > 8; edits--)
        {
            var at = random.Next(file.Count);
            var length = Math.Min(random.Next(1, 200), file.Count - at);
            switch (random.Next(9))
            {
                case 0:
                    file[at] = (byte)random.Next(256);
                    break;
                case 1:
                    file[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                case 3:
                    Put(file, at & ~3, Interesting[random.Next(Interesting.Length)], random.Next(4) == 0);
                    break;
                case 4:
                    file.RemoveRange(at, length);
                    break;
                case 5:
                    file.InsertRange(at, file.GetRange(random.Next(file.Count - length + 1), length));
                    break;
                case 6:
                    file.RemoveRange(at, random.Next(4) == 0 ? file.Count - at : 0);
                    break;
                case 7:
                    CollectionsMarshal.AsSpan(file).Slice(at, Math.Min(random.Next(1, 17), file.Count - at)).Clear();
                    break;
                default:
                    var other = seeds[random.Next(seeds.Count)];
                    var from = random.Next(other.Length);
                    file.InsertRange(at, other.AsSpan(from, Math.Min(length * 4, other.Length - from)).ToArray());
                    break;
            }
        }
        return [.. file];
    }

    private static void Put(List<byte> file, int at, int value, bool bigEndian)
    {
        var bytes = BitConverter.GetBytes(value);
        for (var i = 0; i < 4 && at + i < file.Count; i++)
            file[at + i] = bytes[bigEndian ? 3 - i : i];
    }

    /// <summary>The small files: mutations of a large one mostly change payload.</summary>
    private static List<byte[]> Seeds() =>
        [.. Directory.GetFiles(Repository.Folder("captures"), "*.pcap*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Select(File.ReadAllBytes).Where(each => each.Length is > 0 and < 20_000)];

    private static string Keep(byte[] file)
    {
        var path = Path.Combine(Path.GetTempPath(), "wiretax-fuzz-" + Guid.NewGuid().ToString("n") + ".pcap");
        File.WriteAllBytes(path, file);
        return path;
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
