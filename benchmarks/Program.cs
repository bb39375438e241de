using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(typeof(Wiretax.Benchmarks.FrameBenchmarks).Assembly).Run(args);
