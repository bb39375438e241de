using System.Globalization;
using System.Text;
using Wiretax.Analysis.Dissection;
using Wiretax.Capture;

namespace Wiretax.Tests.Analysis.Dissection;

/// <summary>A frame's layers in a form that tests compare: <c>ethernet 14 | ipv4 20 | udp 8 | payload 5</c>.</summary>
internal static class Dissected
{
    public static FrameLayers Layers(
        ReadOnlySpan<byte> captured, uint? originalLength = null, LinkType linkType = LinkType.Ethernet)
    {
        var layers = default(FrameLayers);
        var frame = new CapturedFrame(captured, originalLength ?? (uint)captured.Length, 0, linkType);
        FrameDissector.Dissect(frame, ref layers);
        return layers;
    }

    public static string Spans(
        ReadOnlySpan<byte> captured, uint? originalLength = null, LinkType linkType = LinkType.Ethernet)
    {
        var layers = Layers(captured, originalLength, linkType);
        return Text(layers);
    }

    public static string Text(in FrameLayers layers)
    {
        var text = new StringBuilder();
        foreach (var span in layers.Spans)
        {
            text.Append(text.Length == 0 ? "" : " | ");
            text.Append(CultureInfo.InvariantCulture, $"{ProtocolNames.Of(span.Protocol)} {span.Length}");
        }

        return text.ToString();
    }

    /// <summary>Everything that must hold for any bytes whatsoever.</summary>
    public static void AssertSound(in FrameLayers layers, uint originalLength)
    {
        var offset = 0L;
        foreach (var span in layers.Spans)
        {
            Assert.Equal(offset, span.Offset);
            Assert.True(span.Length > 0, "An empty span.");
            Assert.NotEqual(Protocol.None, span.Protocol);
            offset += span.Length;
        }

        Assert.Equal(Math.Min(originalLength, int.MaxValue), offset);
        Assert.InRange(layers.LinkSpans, 0, layers.Count);
        Assert.InRange(layers.EncapsulationBytes, 0, (int)offset);
        Assert.InRange(layers.NetworkOffset + (long)layers.NetworkLength, 0, offset);
        if (layers.IpVersion == 0)
        {
            Assert.Equal(0, layers.NetworkLength);
        }

        if (layers.Transport != Protocol.None)
        {
            Assert.True(layers.NetworkLength > 0);
            Assert.Equal(layers.TransportOffset + layers.TransportHeaderLength, layers.PayloadOffset);
            Assert.True(layers.PayloadOffset + layers.PayloadLength <= layers.NetworkOffset + layers.NetworkLength);
        }
    }
}
