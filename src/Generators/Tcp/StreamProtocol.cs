namespace Wiretax.Generators.Tcp;

/// <summary>What a stream's connection carries before the stream itself, for those who look at it in a capture.</summary>
public static class StreamProtocol
{
    /// <summary>Bytes from the client: its request. Where the server sends the stream, one more follows to start it.</summary>
    public const int ClientPreamble = StreamRequest.Length;

    /// <summary>Bytes from the server: its verdict.</summary>
    public const int ServerPreamble = 1;
}
