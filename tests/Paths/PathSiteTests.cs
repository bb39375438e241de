using Wiretax.Paths;

namespace Wiretax.Tests.Paths;

public sealed class PathSiteTests
{
    [Fact]
    public async Task A_disk_that_is_full_while_a_path_is_built_is_the_paths_failure()
    {
        var failure = await Assert.ThrowsAsync<PathException>(() => PathSite.BuildAsync(
            _ => throw new IOException("No space left on device : '/run/wiretax/guest0.cpio'")));

        Assert.StartsWith(
            "A file that the path needs cannot be written or read: No space left on device : '/run/wiretax/guest0.cpio'. Put right ",
            failure.Message);
    }

    [Fact]
    public async Task A_file_that_may_not_be_read_is_the_paths_failure()
    {
        var failure = await Assert.ThrowsAsync<PathException>(() => PathSite.BuildAsync(
            _ => throw new UnauthorizedAccessException("Access to the path '/boot/kernel' is denied.")));

        Assert.Contains("Access to the path '/boot/kernel' is denied. Put right", failure.Message);
    }

    [Fact]
    public async Task What_stood_is_taken_down_when_building_fails()
    {
        var part = new Part();

        await Assert.ThrowsAsync<PathException>(() => PathSite.BuildAsync(site =>
        {
            site.Keep(part);
            throw new IOException("No space left on device");
        }));

        Assert.True(part.IsTakenDown);
    }

    [Fact]
    public async Task What_cannot_be_taken_down_is_told_and_keeps_nothing_else_standing()
    {
        var part = new Part();
        var site = new PathSite();
        site.Keep(part);
        site.Keep(new StubbornPart());

        var left = await Assert.ThrowsAsync<PathException>(() => site.DisposeAsync().AsTask());

        Assert.Equal("It is left.", left.Message);
        Assert.True(part.IsTakenDown);
    }

    [Fact]
    public async Task What_is_left_of_a_path_that_could_not_be_built_is_told_with_why()
    {
        var failure = await Assert.ThrowsAsync<PathException>(() => PathSite.BuildAsync(site =>
        {
            site.Keep(new StubbornPart());
            throw new PathException("The guest ended.");
        }));

        Assert.Equal("The guest ended. It is left.", failure.Message);
    }

    private sealed class StubbornPart : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => throw new PathException("It is left.");
    }

    private sealed class Part : IAsyncDisposable
    {
        public bool IsTakenDown { get; private set; }

        public ValueTask DisposeAsync()
        {
            IsTakenDown = true;
            return ValueTask.CompletedTask;
        }
    }
}
