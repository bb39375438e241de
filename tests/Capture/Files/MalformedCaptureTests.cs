using System.Text;
using Wiretax.Capture;

namespace Wiretax.Tests.Capture.Files;

/// <summary>
/// The files of <c>captures/malformed</c> come from the builders beside this test. With <c>WIRETAX_WRITE_CAPTURES=1</c>
/// they are written again, and so is the table that explains them.
/// </summary>
public sealed class MalformedCaptureTests
{
    private static string Folder => Path.Combine(Repository.Root, "captures", "malformed");

    public static TheoryData<string> Names => [.. MalformedCapture.All.Select(each => each.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Damage_is_named_with_its_offset_and_the_other_frames_are_kept(string name)
    {
        var capture = MalformedCapture.All.Single(each => each.Name == name);

        var read = ReadCapture.Of(capture.Bytes);

        Assert.Equal(
            capture.Damages.Select(each => (each.Offset, each.Cause, each.Recovered)),
            read.Damages.Select((each, at) => (
                each.Offset,
                at < capture.Damages.Length && each.Cause.StartsWith(capture.Damages[at].Cause, StringComparison.Ordinal)
                    ? capture.Damages[at].Cause
                    : each.Cause,
                each.Recovered)));
        Assert.Equal(capture.Frames, read.Frames.Count);
        Assert.Equal(read.Damages.Count, read.Statistics.DamageCount);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_file_in_the_repository_is_what_the_builder_makes(string name)
    {
        var path = Path.Combine(Folder, name);
        var bytes = MalformedCapture.All.Single(each => each.Name == name).Bytes;
        if (Environment.GetEnvironmentVariable("WIRETAX_WRITE_CAPTURES") == "1")
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllBytes(path, bytes);
        }

        Assert.Equal(bytes, File.ReadAllBytes(path));
    }

    [Fact]
    public void The_table_beside_the_files_explains_each_of_them()
    {
        var path = Path.Combine(Folder, "README.md");
        var table = Table();
        if (Environment.GetEnvironmentVariable("WIRETAX_WRITE_CAPTURES") == "1")
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(path, table);
        }

        Assert.Equal(table, File.ReadAllText(path));
    }

    [Fact]
    public void Every_file_in_the_folder_is_explained_by_a_builder() =>
        Assert.Equal(
            [.. MalformedCapture.All.Select(each => each.Name).Append("README.md").Order(StringComparer.Ordinal)],
            Directory.GetFiles(Folder).Select(each => Path.GetFileName(each)!).Order(StringComparer.Ordinal));

    private static string Table()
    {
        var text = new StringBuilder()
            .AppendLine("# Malformed captures, named by their defect").AppendLine()
            .AppendLine("Made by `tests/Capture/Files/Malformed*.cs` (`WIRETAX_WRITE_CAPTURES=1` writes them, and this table, again);")
            .AppendLine("the tests hold what is read from each. Frames are those before and behind the damage.").AppendLine()
            .AppendLine("| file | what is odd | frames | damage reported |").AppendLine("|---|---|---|---|");
        foreach (var each in MalformedCapture.All)
        {
            var damages = ReadCapture.Of(each.Bytes).Damages.Select(damage =>
                $"at {damage.Offset}: {damage.Cause}{(damage.Recovered ? "" : " (to the end)")}");
            text.AppendLine(FormattableString.Invariant(
                $"| `{each.Name}` | {each.Explanation} | {each.Frames} | {string.Join("; ", damages)} |"));
        }
        return text.ToString().ReplaceLineEndings("\n");
    }
}
