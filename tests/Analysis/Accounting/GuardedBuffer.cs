using System.Runtime.InteropServices;

namespace Wiretax.Tests.Analysis.Accounting;

/// <summary>Memory behind which nothing may be read: a page that is out of bounds follows, and ends the process that tries.</summary>
internal sealed unsafe partial class GuardedBuffer : IDisposable
{
    private const int ReadWrite = 3;
    private const int PrivateAnonymous = 0x22;

    private readonly nuint _length = 2 * (nuint)Environment.SystemPageSize;
    private readonly byte* _start;

    public GuardedBuffer()
    {
        _start = Map(null, _length, ReadWrite, PrivateAnonymous, -1, 0);
        Assert.Equal(0, Protect(_start + Environment.SystemPageSize, (nuint)Environment.SystemPageSize, 0));
    }

    /// <summary>Copies the bytes to the end of what may be read; they stay until the next call.</summary>
    public ReadOnlySpan<byte> Hold(ReadOnlySpan<byte> bytes)
    {
        var held = new Span<byte>(_start + Environment.SystemPageSize - bytes.Length, bytes.Length);
        bytes.CopyTo(held);
        return held;
    }

    public void Dispose() => _ = Unmap(_start, _length);

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial byte* Map(void* address, nuint length, int protection, int flags, int file, long offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Protect(void* address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(void* address, nuint length);
}
