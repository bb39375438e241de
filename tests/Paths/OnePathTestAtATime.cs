namespace Wiretax.Tests.Paths;

/// <summary>Tests that build paths look at what is left behind, and so run one after the other.</summary>
[CollectionDefinition(nameof(OnePathTestAtATime), DisableParallelization = true)]
public sealed class OnePathTestAtATime;
