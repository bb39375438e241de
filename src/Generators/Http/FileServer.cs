using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Wiretax.Generators.Http;

/// <summary>
/// Files over HTTP/1.1 by Kestrel: <c>GET /file?size=N</c> gives N bytes of the <see cref="Pattern"/>,
/// <c>PUT /file</c> checks what it is sent against the pattern and answers with the number of bytes.
/// Nothing is read from or written to a disk.
/// </summary>
internal sealed class FileServer : IAsyncDisposable
{
    public const string FilePath = "/file";

    private const int FlushSize = 256 * 1024;

    private readonly WebApplication _application;

    private FileServer(WebApplication application, int port)
    {
        _application = application;
        Port = port;
    }

    public int Port { get; }

    /// <exception cref="GeneratorException">The address cannot be listened at.</exception>
    public static async Task<FileServer> StartAsync(IPAddress address, int port, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        ListenOptions? endpoint = null;
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.AllowSynchronousIO = false;
            options.Limits.MaxConcurrentConnections = GeneratorLimits.MaxConnections;
            options.Limits.MaxRequestBodySize = GeneratorLimits.MaxFileSize;
            options.Limits.RequestHeadersTimeout = GeneratorLimits.RequestTimeout;
            options.Limits.KeepAliveTimeout = GeneratorLimits.RequestTimeout;
            options.Limits.MaxRequestBufferSize = 2 * FlushSize;
            options.Limits.MaxResponseBufferSize = 2 * FlushSize;
            options.Listen(address, port, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                endpoint = listen;
            });
        });

        var application = builder.Build();
        application.Run(AnswerAsync);
        try
        {
            await application.StartAsync(cancellation);
            return new FileServer(application, endpoint!.IPEndPoint!.Port);
        }
        catch (IOException failed)
        {
            await application.DisposeAsync();
            throw ListeningSocket.Refused(address, port,
                failed.InnerException is AddressInUseException ? SocketError.AddressAlreadyInUse
                : (failed.InnerException as SocketException)?.SocketErrorCode ?? SocketError.SocketError);
        }
        catch (SocketException failed)
        {
            await application.DisposeAsync();
            throw ListeningSocket.Refused(address, port, failed.SocketErrorCode);
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Transfers that still run are broken off: whoever stops a server does not wait for its clients.
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _application.StopAsync(now.Token);
        await _application.DisposeAsync();
    }

    private static Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path != FilePath)
            return RefuseAsync(context, StatusCodes.Status404NotFound, "only /file is served");
        return context.Request.Method switch
        {
            "GET" => SendFileAsync(context),
            "PUT" => ReceiveFileAsync(context),
            _ => RefuseAsync(context, StatusCodes.Status405MethodNotAllowed, "only GET and PUT are allowed"),
        };
    }

    private static async Task SendFileAsync(HttpContext context)
    {
        if (!long.TryParse(context.Request.Query["size"], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            || size > GeneratorLimits.MaxFileSize)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest,
                string.Create(CultureInfo.InvariantCulture, $"size must be a whole number up to {GeneratorLimits.MaxFileSize}"));
            return;
        }

        context.Response.ContentLength = size;
        context.Response.ContentType = "application/octet-stream";
        var body = context.Response.BodyWriter;
        for (long sent = 0; sent < size;)
        {
            var run = (int)Math.Min(FlushSize, size - sent);
            await body.WriteAsync(Pattern.MemoryAt(sent, run), context.RequestAborted);
            sent += run;
        }
    }

    private static async Task ReceiveFileAsync(HttpContext context)
    {
        var body = context.Request.BodyReader;
        long received = 0;
        var whole = true;
        while (true)
        {
            var read = await body.ReadAsync(context.RequestAborted);
            foreach (var piece in read.Buffer)
            {
                whole &= Pattern.Matches(piece.Span, received);
                received += piece.Length;
            }
            body.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                break;
        }

        if (!whole)
            await RefuseAsync(context, StatusCodes.Status422UnprocessableEntity, "the file is not what was to be sent");
        else
            await TextAsync(context, received.ToString(CultureInfo.InvariantCulture));
    }

    private static Task RefuseAsync(HttpContext context, int status, string why)
    {
        context.Response.StatusCode = status;
        return TextAsync(context, why);
    }

    private static Task TextAsync(HttpContext context, string text)
    {
        context.Response.ContentType = "text/plain";
        context.Response.ContentLength = text.Length;
        return context.Response.WriteAsync(text);
    }
}
