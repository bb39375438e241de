namespace Wiretax.Agent;

/// <summary>An agent that cannot be set up, reached or asked; the message is one sentence for the user.</summary>
public sealed class AgentException : Exception
{
    public AgentException(string message)
        : base(message)
    {
    }

    public AgentException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
