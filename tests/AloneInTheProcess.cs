namespace Wiretax.Tests;

/// <summary>Tests that look at the memory of the whole process, and so run beside no others.</summary>
[CollectionDefinition(nameof(AloneInTheProcess), DisableParallelization = true)]
public sealed class AloneInTheProcess;
