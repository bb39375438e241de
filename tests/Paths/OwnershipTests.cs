using Wiretax.Paths;

namespace Wiretax.Tests.Paths;

public sealed class OwnershipTests
{
    [Fact]
    public void A_name_says_whose_it_is()
    {
        var name = Ownership.NewName() + "-peer";

        Assert.Equal(Ownership.Mine, Ownership.Of(name));
        Assert.True(Ownership.Of(name)!.Value.IsAlive);
        Assert.NotEqual(name, Ownership.NewName() + "-peer");
    }

    [Theory]
    [InlineData("")]
    [InlineData("wt-12")]
    [InlineData("wt-12-x-1-peer")]
    [InlineData("wt--1-5-1-peer")]
    [InlineData("other-12-34-1-peer")]
    [InlineData("wt-99999999999-34-1")]
    public void A_name_of_other_making_is_nobodys(string name) => Assert.Null(Ownership.Of(name));

    [Fact]
    public void A_pid_that_started_at_another_time_is_another_process() =>
        Assert.False(new Ownership(Environment.ProcessId, Ownership.Mine.StartTime - 1).IsAlive);
}
