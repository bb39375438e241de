using System.ComponentModel;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Wiretax.Paths.Network;

/// <summary>
/// TCP sockets in another network namespace. A socket belongs to the namespace that its thread is in when it makes it:
/// a thread of its own enters there (setns(2)), makes the socket and ends.
/// </summary>
internal static partial class NamespaceSocket
{
    private const int NetworkNamespaces = 0x40000000;

    /// <exception cref="SocketException">Nothing listens there.</exception>
    public static async ValueTask<Socket> ConnectAsync(NetworkNamespace inside, IPEndPoint to, CancellationToken cancellation)
    {
        var socket = await CreateAsync(inside, to.AddressFamily);
        try
        {
            await socket.ConnectAsync(to, cancellation);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static Task<Socket> CreateAsync(NetworkNamespace inside, AddressFamily family)
    {
        var made = new TaskCompletionSource<Socket>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            try
            {
                using var place = File.OpenHandle(Path.Combine(NetworkNamespace.Directory, inside.Name));
                if (Enter((int)place.DangerousGetHandle(), NetworkNamespaces) != 0)
                    throw new IOException(new Win32Exception().Message);
                made.SetResult(new Socket(family, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true });
            }
            catch (Exception failed) when (failed is IOException or SocketException or UnauthorizedAccessException)
            {
                made.SetException(new PathException($"The namespace '{inside.Name}' cannot be entered: {failed.Message}"));
            }
        })
        { IsBackground = true, Name = "namespace" }.Start();
        return made.Task;
    }

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static partial int Enter(int descriptor, int kind);
}
