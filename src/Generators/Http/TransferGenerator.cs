using System.Globalization;
using System.Net;

namespace Wiretax.Generators.Http;

/// <summary>One file over HTTP/1.1 by HttpClient, over one connection that is closed in order at the end.</summary>
public static class TransferGenerator
{
    private const int ReadSize = 256 * 1024;

    /// <exception cref="GeneratorException">It did not arrive whole.</exception>
    public static Task<GeneratorResult> RunAsync(Destination destination, TransferOptions options, CancellationToken cancellation) =>
        Task.Factory.StartNew(() => Run(destination, options, cancellation),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static GeneratorResult Run(Destination destination, TransferOptions options, CancellationToken cancellation)
    {
        using var connection = Connection.Open(destination, options.Port, socketBuffer: null, cancellation);
        var clock = TransferClock.Start();
        using (var client = Client(connection))
        {
            try
            {
                if (options.Direction == TransferDirection.Receive)
                    Get(client, connection, Address(destination, options, $"?size={options.Size.ToString(CultureInfo.InvariantCulture)}"), options.Size);
                else
                    Put(client, Address(destination, options, ""), options.Size);
            }
            catch (Exception failed) when (failed is HttpRequestException or IOException)
            {
                cancellation.ThrowIfCancellationRequested();
                throw Failure(connection, failed);
            }
        }
        var seconds = clock.Seconds;
        var cpuSeconds = clock.CpuSeconds;
        connection.CloseOrderly();

        return new GeneratorResult
        {
            Workload = "http",
            BytesSent = connection.BytesSent,
            BytesReceived = connection.BytesReceived,
            ContentBytes = options.Size,
            DurationSeconds = seconds,
            CpuSeconds = cpuSeconds,
        };
    }

    private static GeneratorException Failure(Connection connection, Exception failed) => failed switch
    {
        { InnerException: GeneratorException broken } => broken,
        HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded }
            or HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } => connection.BrokenOff(),
        _ => new GeneratorException($"The HTTP transfer failed: {failed.Message}"),
    };

    private static HttpClient Client(Connection connection) => new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        MaxConnectionsPerServer = 1,
        ConnectCallback = (_, _) => ValueTask.FromResult<Stream>(new ConnectionStream(connection)),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>The address without an IPv6 scope, which is of this machine alone (RFC 6874).</summary>
    private static Uri Address(Destination destination, TransferOptions options, string query) => new UriBuilder(
        Uri.UriSchemeHttp, new IPAddress(destination.Address.GetAddressBytes()).ToString(), options.Port, FileServer.FilePath, query).Uri;

    private static void Get(HttpClient client, Connection connection, Uri address, long size)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        using var response = client.Send(request, HttpCompletionOption.ResponseHeadersRead);
        RequireSuccess(response);
        if (response.Content.Headers.ContentLength != size)
            throw new GeneratorException($"The HTTP server offers a file of {response.Content.Headers.ContentLength?.ToString(CultureInfo.InvariantCulture) ?? "unknown"} bytes, not {size}.");

        using var body = response.Content.ReadAsStream();
        var buffer = GC.AllocateUninitializedArray<byte>(ReadSize, pinned: true);
        long received = 0;
        while (body.Read(buffer) is var length and > 0)
        {
            if (!Pattern.Matches(buffer.AsSpan(0, length), received))
                throw new GeneratorException(string.Create(CultureInfo.InvariantCulture, $"The file differs from what was to come, behind byte {received}."));
            received += length;
        }
        if (received != size)
            connection.FailEarly();
    }

    private static void Put(HttpClient client, Uri address, long size)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = new PatternContent(size) };
        using var response = client.Send(request, HttpCompletionOption.ResponseHeadersRead);
        RequireSuccess(response);
        using var body = new StreamReader(response.Content.ReadAsStream());
        var counted = body.ReadToEnd();
        if (counted != size.ToString(CultureInfo.InvariantCulture))
            throw new GeneratorException(string.Create(CultureInfo.InvariantCulture, $"{size} bytes were sent and the HTTP server counted '{counted}'."));
    }

    private static void RequireSuccess(HttpResponseMessage response)
    {
        if (response.StatusCode == HttpStatusCode.OK)
            return;
        throw new GeneratorException($"The HTTP server answered with status {(int)response.StatusCode}; is it a 'wiretax serve'?");
    }
}
