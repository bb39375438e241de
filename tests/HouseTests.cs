using System.Reflection;

namespace Wiretax.Tests;

public sealed class HouseTests
{
    [Theory]
    [InlineData("Wiretax.Capture", "")]
    [InlineData("Wiretax.Generators", "")]
    [InlineData("Wiretax.Paths", "")]
    [InlineData("Wiretax.Analysis", "Capture")]
    [InlineData("Wiretax.Agent", "Capture Generators")]
    [InlineData("Wiretax.Sessions", "Capture Analysis Generators Paths Agent")]
    [InlineData("Wiretax.Reporting", "Capture Analysis Generators Paths Agent Sessions")]
    public void A_room_knows_only_the_rooms_before_it(string room, string known)
    {
        var allowed = known.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(each => "Wiretax." + each).ToHashSet();

        var used = Assembly.Load(room).GetReferencedAssemblies()
            .Select(each => each.Name!)
            .Where(each => each.StartsWith("Wiretax.", StringComparison.Ordinal));

        Assert.All(used, each => Assert.Contains(each, allowed));
    }
}
