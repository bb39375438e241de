using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Wiretax.Agent.Certificates;

/// <summary>
/// The files of one pair, PEM: the authority's certificate at both ends, <c>agent.pem</c> (certificate and key) at the
/// agent, <c>session.pem</c> at the session. Each is readable by its owner only (mode 0600).
/// </summary>
public static class CertificateFolder
{
    public const string AuthorityFile = "authority.pem";
    public const string AgentFile = "agent.pem";
    public const string SessionFile = "session.pem";

    public const int DefaultDays = 365;
    public const int MaxDays = 3650;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The two machines' clocks may differ by this much.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromDays(1);

    /// <summary>Where certificates are when nobody says otherwise.</summary>
    public static string Default => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), "wiretax", "agent");

    /// <summary>Makes an authority, a certificate for an agent and one for a session, and forgets the authority's key.</summary>
    /// <param name="hosts">Names and addresses of the agent's machine, for programs other than wiretax that check them.</param>
    /// <returns>When the certificates expire.</returns>
    /// <exception cref="AgentException">Certificates are there already, or the folder cannot be written.</exception>
    public static DateTimeOffset Create(string folder, int days, IEnumerable<string> hosts)
    {
        var now = DateTimeOffset.UtcNow;
        return Create(folder, now - ClockTolerance, now.AddDays(days), hosts);
    }

    internal static DateTimeOffset Create(string folder, DateTimeOffset notBefore, DateTimeOffset notAfter, IEnumerable<string> hosts)
    {
        RequireOpenSsl();
        using var authority = new AgentAuthority(notBefore, notAfter);
        using var agent = authority.IssueForAgent(hosts, notBefore, notAfter);
        using var session = authority.IssueForSession(notBefore, notAfter);
        try
        {
            CreateFolder(folder);
            RequireFree(folder);
            Write(folder, AuthorityFile, authority.Certificate.ExportCertificatePem());
            Write(folder, AgentFile, WithKey(agent));
            Write(folder, SessionFile, WithKey(session));
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new AgentException($"The certificates cannot be written: {failed.Message}", failed);
        }
        return notAfter;
    }

    /// <exception cref="AgentException">A file is missing or is no certificate with its key.</exception>
    public static AgentCertificates LoadAgent(string folder) => Load(folder, AgentFile);

    /// <exception cref="AgentException">A file is missing or is no certificate with its key.</exception>
    public static AgentCertificates LoadSession(string folder) => Load(folder, SessionFile);

    private static AgentCertificates Load(string folder, string own)
    {
        RequireOpenSsl();
        return new AgentCertificates(Read(folder, AuthorityFile, X509CertificateLoader.LoadCertificateFromFile), Read(folder, own, LoadWithKey));
    }

    /// <summary>OpenSSL is loaded when it is first used, so a system without it is found out here and not at the start.</summary>
    private static void RequireOpenSsl()
    {
        try
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        }
        catch (PlatformNotSupportedException missing)
        {
            throw new AgentException("TLS needs OpenSSL 3, which this system does not have; on Debian: sudo apt-get install libssl3", missing);
        }
    }

    private static X509Certificate2 LoadWithKey(string file)
    {
        var certificate = X509Certificate2.CreateFromPemFile(file);
        if (!OperatingSystem.IsWindows())
            return certificate;
        // Windows' TLS takes no key that lives in memory only.
        using (certificate)
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }

    private static X509Certificate2 Read(string folder, string name, Func<string, X509Certificate2> load)
    {
        var file = Path.Combine(folder, name);
        try
        {
            return load(file);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException
            or CryptographicException)
        {
            throw new AgentException(File.Exists(file)
                ? $"'{file}' cannot be used: {unreadable.Message.TrimEnd('.')}."
                : $"There is no '{file}'; make one with 'wiretax agent init', or name its folder with --certificates.", unreadable);
        }
    }

    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
    }

    private static void RequireFree(string folder)
    {
        string[] names = [AuthorityFile, AgentFile, SessionFile];
        if (names.FirstOrDefault(name => File.Exists(Path.Combine(folder, name))) is { } taken)
            throw new AgentException($"'{Path.Combine(folder, taken)}' is there already; remove it to make new certificates, or name another folder with --folder.");
    }

    private static void Write(string folder, string name, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using var file = new FileStream(Path.Combine(folder, name), options);
        file.Write(Encoding.ASCII.GetBytes(text + "\n"));
    }

    private static string WithKey(X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        return string.Create(CultureInfo.InvariantCulture, $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}");
    }
}
