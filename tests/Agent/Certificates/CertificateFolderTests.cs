using System.Security.Cryptography.X509Certificates;
using Wiretax.Agent;
using Wiretax.Agent.Certificates;

namespace Wiretax.Tests.Agent.Certificates;

public sealed class CertificateFolderTests : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("wiretax-tests-").FullName;

    private string Folder => Path.Combine(_parent, "certificates");

    [Fact]
    public void What_was_made_is_for_its_owner_only_and_has_no_key_of_the_authority()
    {
        CertificateFolder.Create(Folder, 30, []);

        Assert.Equal(["agent.pem", "authority.pem", "session.pem"], Directory.GetFiles(Folder).Select(Path.GetFileName).Order());
        if (!OperatingSystem.IsWindows())
        {
            foreach (var file in Directory.GetFiles(Folder))
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
        Assert.DoesNotContain("PRIVATE KEY", File.ReadAllText(Path.Combine(Folder, "authority.pem")), StringComparison.Ordinal);
        Assert.All(["agent.pem", "session.pem"], (string name) =>
            Assert.Contains("PRIVATE KEY", File.ReadAllText(Path.Combine(Folder, name)), StringComparison.Ordinal));
    }

    [Fact]
    public void Certificates_are_valid_for_as_long_as_was_asked_and_name_their_hosts()
    {
        var expires = CertificateFolder.Create(Folder, 30, ["guest.example", "192.0.2.7"]);

        using var agent = CertificateFolder.LoadAgent(Folder);
        using var session = CertificateFolder.LoadSession(Folder);
        Assert.Equal(30, (expires - DateTimeOffset.UtcNow).TotalDays, tolerance: 0.1);
        Assert.All([agent, session], each =>
        {
            Assert.True((each.Own.NotAfter - expires.LocalDateTime).Duration() <= TimeSpan.FromSeconds(1));
            Assert.True(each.Own.HasPrivateKey);
            Assert.Equal(256, each.Own.GetECDsaPublicKey()!.KeySize);
        });
        Assert.True(agent.Own.MatchesHostname("guest.example"));
        Assert.True(agent.Own.MatchesHostname("192.0.2.7"));
        Assert.True(agent.Own.MatchesHostname("wiretax-agent"));
        Assert.False(session.Own.MatchesHostname("wiretax-agent"));
    }

    [Fact]
    public void Certificates_are_never_written_over()
    {
        CertificateFolder.Create(Folder, 30, []);
        var before = File.ReadAllText(Path.Combine(Folder, "agent.pem"));

        var refused = Assert.Throws<AgentException>(() => { CertificateFolder.Create(Folder, 30, []); });

        Assert.Contains("is there already", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(Path.Combine(Folder, "agent.pem")));
    }

    [Fact]
    public void A_folder_without_certificates_says_how_to_make_them()
    {
        var missing = Assert.Throws<AgentException>(() => CertificateFolder.LoadAgent(Folder));

        Assert.Contains("wiretax agent init", missing.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    public void A_file_that_is_no_certificate_is_named(string content)
    {
        CertificateFolder.Create(Folder, 30, []);
        File.WriteAllText(Path.Combine(Folder, "agent.pem"), content);

        var refused = Assert.Throws<AgentException>(() => CertificateFolder.LoadAgent(Folder));

        Assert.StartsWith($"'{Path.Combine(Folder, "agent.pem")}' cannot be used: ", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_parent, recursive: true);
}
