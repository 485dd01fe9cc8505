using Spectre.Console;

namespace Frontline.Commands;

/// <summary>
/// Where a command's words go. Standard output carries the result and nothing else; messages and progress go to standard error, and a moving bar only when that
/// is a terminal.
/// </summary>
internal sealed class Terminal(TextWriter output, Stream outputBytes, TextWriter error, bool outputIsTerminal, bool errorIsTerminal)
{
    public TextWriter Output { get; } = output;

    /// <summary>Standard output as bytes, for results that are not text. Flush <see cref="Output"/> before it.</summary>
    public Stream OutputBytes { get; } = outputBytes;

    public TextWriter Error { get; } = error;

    public bool OutputIsTerminal { get; } = outputIsTerminal;

    public bool ErrorIsTerminal { get; } = errorIsTerminal;

    public static Terminal OfProcess()
    {
        var bytes = Console.OpenStandardOutput();
        return new Terminal(new StreamWriter(bytes) { AutoFlush = true }, bytes, Console.Error, !Console.IsOutputRedirected, !Console.IsErrorRedirected);
    }

    public void Say(string message) => Error.WriteLine(message);

    /// <summary>Runs work that reports how far it is, as a bar on a terminal, and in silence otherwise.</summary>
    public async Task<T> WithProgressAsync<T>(string title, Func<Action<ProgressReport>, Task<T>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (!ErrorIsTerminal)
        {
            return await work(_ => { }).ConfigureAwait(false);
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Error) });
        return await console.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new SpinnerColumn())
            .StartAsync(async context =>
            {
                var task = context.AddTask(Markup.Escape(title), autoStart: true, maxValue: 1);
                return await work(report =>
                {
                    task.Description = Markup.Escape(report.Note is null ? title : $"{title}: {report.Note}");
                    task.Value = report.Share;
                }).ConfigureAwait(false);
            }).ConfigureAwait(false);
    }
}
