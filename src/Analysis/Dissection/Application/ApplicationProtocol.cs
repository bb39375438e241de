namespace Wiretax.Analysis.Dissection.Application;

/// <summary>What a flow's payload is, as far as its content tells.</summary>
public enum ApplicationProtocol : byte
{
    Unknown,
    Tls,
    Http1,
    Http2,
    Dns,
}

/// <summary>The applications' names in reports and JSON.</summary>
public static class ApplicationNames
{
    /// <summary>Null where the application is not known.</summary>
    public static string? Of(ApplicationProtocol protocol) => protocol switch
    {
        ApplicationProtocol.Tls => "tls",
        ApplicationProtocol.Http1 => "http/1",
        ApplicationProtocol.Http2 => "http/2",
        ApplicationProtocol.Dns => "dns",
        _ => null,
    };
}
