using Wiretax.Capture;

namespace Wiretax.Analysis.Dissection;

/// <summary>Bytes to layers, one switch a level. Any input is legal: what cannot be understood is a value in the result.</summary>
public static class FrameDissector
{
    public static void Dissect(in CapturedFrame frame, ref FrameLayers layers) => throw new NotImplementedException();
}
