using AkkaChat.Torture;

// Torments a server of its own, and exits with 0 when every promise held, 1 when one did not, 2 when it was called wrongly.
if (args is ["--help" or "-h"])
{
    Console.WriteLine(TortureOptions.Help);
    return 0;
}
if (TortureOptions.Parse(args, out var problem) is not { } options)
{
    Console.Error.WriteLine(problem);
    return 2;
}
return await new TortureRun(options).RunAsync() ? 0 : 1;
