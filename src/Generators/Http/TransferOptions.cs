namespace Wiretax.Generators.Http;

/// <summary>One file, 40 MB as in the Workstation study.</summary>
public readonly record struct TransferOptions()
{
    public int Port { get; init; } = GeneratorPorts.Http;
    public TransferDirection Direction { get; init; } = TransferDirection.Receive;

    /// <summary>Bytes of the file.</summary>
    public long Size { get; init; } = 40_000_000;
}
