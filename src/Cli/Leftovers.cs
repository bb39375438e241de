using Wiretax.Paths;

namespace Wiretax.Cli;

/// <summary>Removes what killed sessions left, and says on standard error what it could not remove.</summary>
internal static class Leftovers
{
    public static void Remove()
    {
        foreach (var left in LeftoverSweep.Run())
            Console.Error.WriteLine("wiretax: " + left);
    }
}
