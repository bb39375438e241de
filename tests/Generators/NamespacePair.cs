using Wiretax.Tests.EndToEnd;

namespace Wiretax.Tests.Generators;

/// <summary>Two network namespaces of this test process's own with a veth pair between them; disposing removes them.</summary>
internal sealed class NamespacePair : IAsyncDisposable
{
    public const string FarAddress = "10.98.0.2";
    public const string Interface = "v0";

    private static int _made;

    private readonly int _number = Interlocked.Increment(ref _made);

    public string Near => $"wtg{Environment.ProcessId}-{_number}a";
    public string Far => $"wtg{Environment.ProcessId}-{_number}b";

    public static async Task<NamespacePair> CreateAsync()
    {
        Machine.NeedRoot();
        var pair = new NamespacePair();
        foreach (var line in (string[])
        [
            $"netns add {pair.Near}",
            $"netns add {pair.Far}",
            $"link add {Interface} netns {pair.Near} type veth peer name {Interface} netns {pair.Far}",
            $"-n {pair.Near} addr add 10.98.0.1/24 dev {Interface}",
            $"-n {pair.Far} addr add {FarAddress}/24 dev {Interface}",
            $"-n {pair.Near} link set {Interface} up",
            $"-n {pair.Far} link set {Interface} up",
        ])
        {
            var result = await WiretaxProgram.RunProgramAsync("ip", line.Split(' '));
            Assert.True(result.Status == 0, $"ip {line}: {result.Errors}");
        }
        return pair;
    }

    public static RunningProgram Start(string name, string program, params string[] arguments) =>
        WiretaxProgram.Start("ip", ["netns", "exec", name, program, .. arguments]);

    public static Task<ProgramResult> RunAsync(string name, string program, params string[] arguments) =>
        WiretaxProgram.RunProgramAsync("ip", ["netns", "exec", name, program, .. arguments]);

    public async ValueTask DisposeAsync()
    {
        await WiretaxProgram.RunProgramAsync("ip", "netns", "del", Near);
        await WiretaxProgram.RunProgramAsync("ip", "netns", "del", Far);
    }
}
