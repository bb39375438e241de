using System.CommandLine;

var root = new RootCommand("What does this virtual path cost? Captures real traffic and accounts for every byte.");
return root.Parse(args).Invoke();
