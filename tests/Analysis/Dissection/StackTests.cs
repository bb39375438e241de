using CsCheck;
using Wiretax.Analysis.Dissection;

namespace Wiretax.Tests.Analysis.Dissection;

public sealed class StackTests
{
    public static TheoryData<string> Names => [.. StackCatalogue.All.Select(stack => stack.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_header_has_its_span(string name)
    {
        var stack = StackCatalogue.All.Single(each => each.Name == name);
        var layers = Dissected.Layers(stack.Frame, linkType: stack.LinkType);

        Assert.Equal(stack.Spans, Dissected.Text(layers));
        Assert.True(layers.Defect.IsNone, layers.Defect.ToString());
        Dissected.AssertSound(layers, (uint)stack.Frame.Length);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_cut_frame_has_the_full_ones_spans_up_to_the_header_that_the_cut_hides(string name)
    {
        var stack = StackCatalogue.All.Single(each => each.Name == name);
        var full = Owners(stack.Frame, stack.Frame.Length, stack);
        for (var captured = 0; captured < stack.Frame.Length; captured++)
        {
            var layers = Dissected.Layers(stack.Frame.AsSpan(0, captured), (uint)stack.Frame.Length, stack.LinkType);
            Dissected.AssertSound(layers, (uint)stack.Frame.Length);
            var cut = Owners(stack.Frame, captured, stack);
            if (layers.Defect.IsNone)
            {
                Assert.Equal(full, cut);
                continue;
            }

            Assert.True(layers.Defect.Truncated, $"{captured} bytes: {layers.Defect}");
            for (var i = 0; i < cut.Length; i++)
            {
                Assert.True(
                    cut[i] == full[i] || cut[i] == Protocol.Undissected,
                    $"Byte {i} is {cut[i]} of {captured} captured bytes, and {full[i]} of the whole frame.");
            }
        }
    }

    [Fact]
    public void Tunnels_in_any_order_have_their_spans() => Gen.Int.Sample(seed =>
    {
        var stack = new RandomStack(seed).Next("random");
        var layers = Dissected.Layers(stack.Frame, linkType: stack.LinkType);

        Assert.Equal(stack.Spans, Dissected.Text(layers));
        Assert.True(layers.Defect.IsNone, layers.Defect.ToString());
        Dissected.AssertSound(layers, (uint)stack.Frame.Length);
    });

    [Fact]
    public void Every_protocol_occurs()
    {
        var seen = StackCatalogue.All.SelectMany(stack => Owners(stack.Frame, stack.Frame.Length, stack)).ToHashSet();

        Assert.Equal(Enum.GetValues<Protocol>().Where(protocol => protocol != Protocol.None).Order(), seen.Order());
    }

    private static Protocol[] Owners(byte[] bytes, int captured, Stack stack)
    {
        var layers = Dissected.Layers(bytes.AsSpan(0, captured), (uint)bytes.Length, stack.LinkType);
        var owners = new Protocol[bytes.Length];
        foreach (var span in layers.Spans)
        {
            Array.Fill(owners, span.Protocol, span.Offset, span.Length);
        }

        return owners;
    }
}
