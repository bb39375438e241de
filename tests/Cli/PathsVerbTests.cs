using System.Text.Json;
using Wiretax.Tests.EndToEnd;

namespace Wiretax.Tests.Cli;

public sealed class PathsVerbTests
{
    [Fact]
    public async Task Every_kind_is_listed_with_what_it_needs_where_it_cannot_be_built()
    {
        var result = await WiretaxProgram.RunAsync("paths", "--format", "json");

        Assert.Equal(0, result.Status);
        using var document = JsonDocument.Parse(result.Output);
        Assert.Equal("wiretax/paths/1", document.RootElement.GetProperty("schema").GetString());
        var kinds = document.RootElement.GetProperty("kinds").EnumerateArray().ToList();
        Assert.Equal(
            ["host", "container", "vm-bridged", "vm-nat", "vm-host-only", "vm-to-vm", "uml-bridged", "vxlan", "remote"],
            kinds.Select(each => each.GetProperty("kind").GetString()));
        Assert.All(kinds, each =>
        {
            var available = each.GetProperty("available").GetBoolean();
            Assert.Equal(available, each.GetProperty("why").ValueKind == JsonValueKind.Null);
            Assert.Equal(available, each.GetProperty("remedy").ValueKind == JsonValueKind.Null);
        });
    }

    [Fact]
    public async Task A_hypervisor_that_does_not_start_is_told_of_its_own_kind_only()
    {
        using var broken = new BrokenTool("linux.uml", "libfoo.so: cannot open shared object file");

        var result = await broken.RunAsync("paths", "--format", "json");

        Assert.True(result.Status == 0, result.Errors);
        using var document = JsonDocument.Parse(result.Output);
        var kinds = document.RootElement.GetProperty("kinds").EnumerateArray().ToDictionary(each => each.GetProperty("kind").GetString()!);
        Assert.True(kinds["host"].GetProperty("available").GetBoolean());
        Assert.False(kinds["uml-bridged"].GetProperty("available").GetBoolean());
        Assert.NotNull(kinds["uml-bridged"].GetProperty("remedy").GetString());
        if (Environment.IsPrivilegedProcess)
            Assert.Contains("libfoo.so", kinds["uml-bridged"].GetProperty("why").GetString());
    }

    [Fact]
    public async Task The_table_fits_a_terminal_of_80_columns()
    {
        var result = await WiretaxProgram.RunAsync("paths");

        Assert.Equal(0, result.Status);
        Assert.All(result.Output.Split('\n'), line => Assert.True(line.Length <= 80, line));
        Assert.Contains("vm-bridged", result.Output);
    }
}
