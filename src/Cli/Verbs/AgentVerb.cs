using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using System.Text.Json.Serialization;
using Spectre.Console;
using Wiretax.Agent;
using Wiretax.Agent.Certificates;
using Wiretax.Agent.Server;

namespace Wiretax.Cli.Verbs;

/// <summary><c>wiretax agent</c>: this program on another machine, doing what a session asks it for.</summary>
internal static class AgentVerb
{
    private static readonly Option<string> Folder = CertificateOption("--folder", "Where the certificates go.");
    private static readonly Option<string> Certificates = CertificateOption("--certificates", "The folder of the certificates.");

    private static readonly Option<int> Days = NumberOption.Create(
        "--days", "How long the certificates are valid, in days.", CertificateFolder.DefaultDays, 1, CertificateFolder.MaxDays);
    private static readonly Option<string[]> Hosts = new("--host")
    {
        Description = "A name or address of the agent's machine, to stand in its certificate too; may be given several times.",
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<IPEndPoint> Listen = new("--listen")
    {
        Description = $"Where to listen: ADDRESS:PORT, with port 0 for a free one. Default: port {AgentLimits.DefaultPort} of all addresses.",
        DefaultValueFactory = _ => new IPEndPoint(IPAddress.Any, AgentLimits.DefaultPort),
        CustomParser = ParseListen,
    };

    private static readonly Argument<AgentEndpoint> Agent = new("agent")
    {
        Description = $"HOST or HOST:PORT of an agent; port {AgentLimits.DefaultPort} without.",
        CustomParser = ParseAgent,
    };
    private static readonly Option<string> Format = Options.Format("table", "json");

    public static Command Build()
    {
        var init = new Command("init", "Make an authority and a certificate each for an agent and a session.") { Folder, Days, Hosts };
        init.SetAction(Init);
        var serve = new Command("serve", "Do what sessions ask for, until it is told to stop. Prints 'ready' when it listens.") { Listen, Certificates };
        serve.SetAction(ServeAsync);
        var status = new Command("status", "Show what an agent is.") { Agent, Certificates, Format };
        status.SetAction(StatusAsync);

        var command = new Command("agent", "Be the far end of sessions on another machine or in a guest: 'agent' alone is 'agent serve'.")
        {
            init, serve, status, Listen, Certificates,
        };
        command.SetAction(ServeAsync);
        return command;
    }

    private static int Init(ParseResult arguments)
    {
        var folder = arguments.GetRequiredValue(Folder);
        string[] hosts = ["localhost", "127.0.0.1", "::1", .. arguments.GetRequiredValue(Hosts)];
        if (hosts.FirstOrDefault(each => Uri.CheckHostName(each) == UriHostNameType.Unknown) is { } wrong)
            throw new UsageException($"--host must be a host's name or IP address, not '{wrong}'.");
        var expires = CertificateFolder.Create(folder, arguments.GetValue(Days), hosts);
        Line($"{folder} has the certificates, valid until {expires:yyyy-MM-dd}; the authority's key was not kept.");
        Line($"The agent needs {CertificateFolder.AuthorityFile} and {CertificateFolder.AgentFile}, the session {CertificateFolder.AuthorityFile} and {CertificateFolder.SessionFile}.");
        return ExitStatus.Done;
    }

    private static async Task<int> ServeAsync(ParseResult arguments, CancellationToken interruption)
    {
        using var certificates = CertificateFolder.LoadAgent(arguments.GetRequiredValue(Certificates));
        await using var server = await AgentServer.StartAsync(
            arguments.GetRequiredValue(Listen), certificates, ProgramVersion.Text, Console.Error, interruption);
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"wiretax: the agent listens at {server.Listening}; its certificate is valid until {certificates.Own.NotAfter.ToUniversalTime():yyyy-MM-dd}"));
        await Console.Out.WriteLineAsync("ready");
        await Console.Out.FlushAsync(interruption);
        await Task.Delay(Timeout.Infinite, interruption).ContinueWith(
            _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return ExitStatus.Done;
    }

    private static async Task<int> StatusAsync(ParseResult arguments, CancellationToken interruption)
    {
        using var certificates = CertificateFolder.LoadSession(arguments.GetRequiredValue(Certificates));
        using var agent = await AgentClient.ConnectAsync(arguments.GetValue(Agent), certificates, new AgentClientOptions(), interruption);
        var description = await agent.DescribeAsync(interruption);
        var clock = await agent.ReadClockAsync(interruption);
        if (arguments.GetValue(Format) == "json")
            Output.Json(new AgentStatus(description, clock), AgentStatusJson.Default.AgentStatus);
        else
            Render(description, clock);
        return ExitStatus.Done;
    }

    private static void Render(AgentDescription agent, AgentClockOffset clock)
    {
        const double NanosecondsPerMillisecond = 1e6;
        Line($"wiretax {agent.Version} on {agent.HostName}: {agent.System}, {agent.Architecture}, {agent.Processors} processors");
        Line($"its clock is {clock.Offset / NanosecondsPerMillisecond:+0.000;-0.000} ms from this one, give or take {clock.Uncertainty / NanosecondsPerMillisecond:0.000} ms");
        var table = new Table().Border(TableBorder.Simple).AddColumn("interface").AddColumn("up").AddColumn("MTU").AddColumn("addresses");
        foreach (var each in agent.Interfaces)
        {
            table.AddRow(new Text(each.Name), new Text(each.Up ? "yes" : "no"),
                new Text(each.Mtu?.ToString(CultureInfo.InvariantCulture) ?? ""), new Text(string.Join('\n', each.Addresses)));
        }
        Output.Console.Write(table);
    }

    private static IPEndPoint? ParseListen(ArgumentResult result)
    {
        if (IPEndPoint.TryParse(result.Tokens[^1].Value, out var endpoint))
            return endpoint;
        result.AddError($"--listen must be ADDRESS:PORT, such as 192.0.2.1:{AgentLimits.DefaultPort}, not '{result.Tokens[^1].Value}'.");
        return null;
    }

    private static AgentEndpoint ParseAgent(ArgumentResult result)
    {
        if (AgentEndpoint.TryParse(result.Tokens[^1].Value, out var endpoint))
            return endpoint;
        result.AddError($"the agent must be HOST or HOST:PORT, not '{result.Tokens[^1].Value}'.");
        return default;
    }

    private static Option<string> CertificateOption(string name, string description) => new(name)
    {
        Description = $"{description} Default: {CertificateFolder.Default}.",
        DefaultValueFactory = _ => CertificateFolder.Default,
    };

    private static void Line(FormattableString text) => Console.Out.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}

internal sealed record AgentStatus(AgentDescription Agent, AgentClockOffset Clock)
{
    public string Schema { get; } = "wiretax/agent/1";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(AgentStatus))]
internal sealed partial class AgentStatusJson : JsonSerializerContext;
