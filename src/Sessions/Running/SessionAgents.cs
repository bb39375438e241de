using Wiretax.Agent;
using Wiretax.Agent.Certificates;
using Wiretax.Paths;

namespace Wiretax.Sessions.Running;

/// <summary>
/// The agents of a session: the certificates that its guests get, and a connection to each agent that was asked for
/// anything. Guests' certificates are made for the session and gone with it.
/// </summary>
internal sealed class SessionAgents : IDisposable
{
    private const string FolderInGuest = "certificates";

    /// <summary>Longer than any session may last.</summary>
    private const int Days = 30;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Dictionary<AgentEnd, AgentClient> _clients = [];
    private readonly List<AgentCertificates> _certificates = [];
    private readonly List<AgentTrafficServer> _servers = [];
    private readonly Lazy<OwnedFolder> _folder = new(CreateFolder);
    private AgentCertificates? _own;

    /// <summary>What guests run; its certificates are made when it is first asked for.</summary>
    /// <exception cref="AgentException">Certificates cannot be made here.</exception>
    public AgentCommand Command => new(
        ["agent", "--certificates", FolderInGuest],
        AgentLimits.DefaultPort,
        new[] { CertificateFolder.AuthorityFile, CertificateFolder.AgentFile }.ToDictionary(
            name => $"{FolderInGuest}/{name}", name => Path.Combine(_folder.Value.FullName, name)));

    /// <summary>The connection to an agent, which is made when it is first asked for.</summary>
    /// <exception cref="SessionException">It cannot be reached, or one end does not believe the other.</exception>
    public async Task<AgentClient> ConnectAsync(AgentEnd end, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (_clients.TryGetValue(end, out var known))
                return known;
            var connect = end.Connect;
            var client = await AgentClient.ConnectAsync(
                new AgentEndpoint(end.Host, end.Port), CertificatesFor(end),
                new AgentClientOptions { Connect = connect is null ? null : (_, token) => connect(token) }, cancellation);
            return _clients[end] = client;
        }
        catch (AgentException failed)
        {
            throw new SessionException(failed.Message);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Starts the server at each end that does not serve yet.</summary>
    /// <exception cref="SessionException">An agent cannot be reached, or refuses.</exception>
    public async Task ServeAsync(IPath path, CancellationToken cancellation)
    {
        foreach (var link in path.Links)
        {
            if (link.SystemUnderTest is not AgentEnd { Serves: false } end)
                continue;
            var client = await ConnectAsync(end, cancellation);
            try
            {
                var server = await client.ServeAsync(link.SystemUnderTestAddress, link.Server.HttpPort, link.Server.TcpPort, cancellation);
                // Paths are built side by side.
                lock (_servers)
                    _servers.Add(server);
            }
            catch (AgentException refused)
            {
                throw new SessionException(refused.Message);
            }
        }
    }

    public void Dispose()
    {
        foreach (var each in _servers)
            each.Dispose();
        foreach (var each in _clients.Values)
            each.Dispose();
        foreach (var each in _certificates)
            each.Dispose();
        if (_folder.IsValueCreated)
            _folder.Value.Dispose();
        _turn.Dispose();
    }

    /// <summary>An agent that is reached by a plain connection has certificates of its user's; guests have the session's.</summary>
    private AgentCertificates CertificatesFor(AgentEnd end)
    {
        if (end.Connect is null)
            return Load(end.Certificates ?? CertificateFolder.Default);
        return _own ??= Load(_folder.Value.FullName);
    }

    private AgentCertificates Load(string folder)
    {
        var loaded = CertificateFolder.LoadSession(folder);
        _certificates.Add(loaded);
        return loaded;
    }

    private static OwnedFolder CreateFolder()
    {
        var folder = OwnedFolder.Create();
        try
        {
            CertificateFolder.Create(folder.FullName, Days, hosts: []);
            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }
}
