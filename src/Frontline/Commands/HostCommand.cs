using System.CommandLine;
using Frontline.Configuration;
using Frontline.Core;
using Frontline.DataDirectories;
using Frontline.Hosting;

namespace Frontline.Commands;

/// <summary>A command that is a server: <c>up</c>, <c>run</c> and <c>demo</c>. Runs until it is told to stop, or a role ends.</summary>
internal abstract class HostCommand : DocumentedCommand
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>How long an owner may take to write itself down after it took the lock.</summary>
    private static readonly TimeSpan UnknownOwnerPatience = TimeSpan.FromSeconds(5);

    protected CommandServices Services => services;

    private readonly CommandServices services;
    private readonly Option<string> data;
    private readonly Option<int?> port = CommandOptions.Port();
    private readonly Option<string?> listen = CommandOptions.Listen();
    private readonly Option<string[]> config = CommandOptions.Config();

    protected HostCommand(CommandServices services, string name, string description, string defaultDirectory, params IReadOnlyList<string> examples)
        : base(name, description, examples)
    {
        this.services = services;
        data = CommandOptions.Data(defaultDirectory);
        SetAction(RunAsync);
    }

    protected void AddHostOptions()
    {
        Add(data);
        Add(port);
        Add(listen);
        Add(config);
    }

    protected abstract HostSettings Adapt(HostSettings settings, ParseResult parse);

    /// <summary>What to say once it runs, besides where.</summary>
    protected abstract IEnumerable<string> Greeting(Uri url);

    /// <summary>What this command does besides, while the host runs, until cancelled.</summary>
    protected virtual Task BesidesAsync(IRunningHost host, HostSettings settings, ParseResult parse, CancellationToken cancellation) => Task.CompletedTask;

    private async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var layout = new DataLayout(parse.GetRequiredValue(data));
        var settings = Adapt(
            new HostSettings
            {
                Configuration = EffectiveConfiguration.Load(new ConfigurationInputs
                {
                    Directories = [layout.Config, .. parse.GetValue(config) ?? []],
                    Environment = services.Environment,
                    CommandLine = CommandOptions.Settings(parse.GetValue(port), parse.GetValue(listen)),
                }),
                Data = layout,
                Command = Name,
                ListenOutside = true,
            },
            parse);

        IRunningHost host;
        try
        {
            host = await StartAsync(settings, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return ExitCode.Done;
        }

        await using (host.ConfigureAwait(false))
        {
            services.Terminal.Say($"Frontline {ProgramVersion.Current} runs on {layout.Root}, configuration {settings.Configuration.Fingerprint}: {host.Url}");
            foreach (var line in Greeting(host.Url))
            {
                services.Terminal.Say(line);
            }

            var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var besides = BesidesAsync(host, settings, parse, ending.Token);
            await using (cancellation.Register(stopped.SetResult).ConfigureAwait(false))
            {
                await Task.WhenAny(host.Completion, stopped.Task, WhenFailed(besides)).ConfigureAwait(false);
            }

            await ending.CancelAsync().ConfigureAwait(false);

            if (cancellation.IsCancellationRequested)
            {
                services.Terminal.Say("Stopping: what was accepted is drained.");
            }

            await besides.ConfigureAwait(false);
            await host.StopAsync().ConfigureAwait(false);
            await host.Completion.ConfigureAwait(false);
        }

        return ExitCode.Done;
    }

    private static async Task WhenFailed(Task task)
    {
        await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!task.IsFaulted)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System).ConfigureAwait(false);
        }
    }

    // A command that runs the host for itself holds the directory for as long as it needs; a server that stays can wait for that.
    private async Task<IRunningHost> StartAsync(HostSettings settings, CancellationToken cancellation)
    {
        var began = services.Time.GetTimestamp();
        var told = false;
        while (true)
        {
            try
            {
                return await services.Starter.StartAsync(settings, cancellation).ConfigureAwait(false);
            }
            catch (DataDirectoryInUseException exception) when (exception.Owner is null && services.Time.GetElapsedTime(began) < UnknownOwnerPatience)
            {
            }
            catch (DataDirectoryInUseException exception) when (exception.Owner is { Temporary: true } owner)
            {
                if (!told)
                {
                    told = true;
                    services.Terminal.Say($"Waiting for `frontline {owner.Command}` (process {owner.ProcessId}), which uses {settings.Data.Root}.");
                }
            }

            await Task.Delay(Pause, services.Time, cancellation).ConfigureAwait(false);
        }
    }
}
