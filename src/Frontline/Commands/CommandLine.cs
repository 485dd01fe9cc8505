using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Frontline.Commands;

/// <summary>The whole command line: from arguments to an exit code.</summary>
internal static class CommandLine
{
    // Longer than any role takes to drain, so that the process is never ended in the middle of it.
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CommandServices services, CancellationToken cancellation = default)
    {
        var terminal = services.Terminal;

        // An argument that begins with '@' is SQL or an id here, never a file of arguments.
        var parse = Create(services).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var misused = parse.Action is ParseErrorAction;
        if (parse.Action is ParseErrorAction errors)
        {
            errors.ShowHelp = arguments.Count == 0;
        }

        try
        {
            var exitCode = await parse.InvokeAsync(
                new InvocationConfiguration
                {
                    // Corrections of typing errors are messages, not a result.
                    Output = misused ? terminal.Error : terminal.Output,
                    Error = terminal.Error,
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = DrainTimeout,
                },
                cancellation).ConfigureAwait(false);
            if (misused)
            {
                terminal.Say($"`{string.Join(' ', PathOf(parse.CommandResult.Command))} --help` shows how it is used.");
            }

            return misused ? ExitCode.WrongUsage : exitCode;
        }
        catch (Exception exception)
        {
            var failure = Failure.Of(exception);
            foreach (var line in failure.Lines)
            {
                terminal.Say(line);
            }

            return failure.ExitCode;
        }
    }

    internal static RootCommand Create(CommandServices services)
    {
        var root = new RootCommand("Frontline: the data platform of a mobile game studio, from the players' events to the numbers it lives by.")
        {
            new DemoCommand(services),
            new InitCommand(services),
            new KeysCommand(services),
            new UpCommand(services),
            new RunCommand(services),
            new ImportCommand(services),
            new RatesCommand(services),
            new CostsCommand(services),
            new SqlCommand(services),
            new RejectsCommand(services),
            new MetricsCommand(services),
            new SchemaCommand(services),
            new AuditCommand(services),
            new LakeCommand(services),
            new ConfigCommand(services),
            new RebuildCommand(services),
            new VersionCommand(services),
        };
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((SynchronousCommandLineAction)help.Action!);
        return root;
    }

    private static IEnumerable<string> PathOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? PathOf(parent).Append(command.Name) : ["frontline"];
}
