namespace Wiretax.Generators;

/// <summary>Where <c>wiretax serve</c> listens unless told otherwise.</summary>
public static class GeneratorPorts
{
    public const int Http = 8080;
    public const int Tcp = 9400;
}
