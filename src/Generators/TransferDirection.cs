namespace Wiretax.Generators;

/// <summary>Which way the payload of a transfer flows, seen from the client.</summary>
public enum TransferDirection
{
    Send = 1,
    Receive = 2,
}
