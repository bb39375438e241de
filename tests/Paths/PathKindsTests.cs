using Wiretax.Paths;

namespace Wiretax.Tests.Paths;

public sealed class PathKindsTests
{
    [Fact]
    public void Every_kind_of_the_contract_is_there() => Assert.Equal(
        ["host", "container", "vm-bridged", "vm-nat", "vm-host-only", "vm-to-vm", "uml-bridged", "vxlan", "remote"],
        PathKinds.All.Select(each => each.Kind));

    [Fact]
    public void An_unknown_kind_is_not_found() => Assert.Null(PathKinds.Find("carrier-pigeon"));

    [Fact]
    public async Task A_check_that_cannot_read_a_file_is_an_answer_of_its_own_kind()
    {
        var kind = new UncheckableKind(new UnauthorizedAccessException("Access to the path '/somewhere' is denied."));

        var found = await PathKinds.CheckAsync(kind, TestContext.Current.CancellationToken);

        Assert.False(found.Available);
        Assert.Equal("A file that the path needs cannot be written or read: Access to the path '/somewhere' is denied.", found.Why);
        Assert.NotNull(found.Remedy);
    }

    private sealed class UncheckableKind(Exception failure) : IPathKind
    {
        public string Kind => "uncheckable";
        public string Summary => "its check fails";
        public Task<PathAvailability> CheckAsync(CancellationToken cancellation) => Task.FromException<PathAvailability>(failure);
        public Task<IPath> BuildAsync(PathRequest request, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
