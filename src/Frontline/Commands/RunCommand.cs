using System.CommandLine;
using Frontline.Configuration;
using Frontline.Core;
using Frontline.Hosting;

namespace Frontline.Commands;

internal sealed class RunCommand : HostCommand
{
    private readonly Option<string[]> roles = new("--roles")
    {
        Description = $"The roles to run, separated by commas: {string.Join(", ", HostRoles.All)}.",
        HelpName = "ROLE,ROLE…",
        Required = true,
        CustomParser = result =>
        {
            var names = result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Distinct().ToArray();
            foreach (var name in names.Except(HostRoles.All))
            {
                result.AddError($"There is no role '{name}'.{NearestName.Hint(name, [.. HostRoles.All])}");
            }

            if (names.Length == 0)
            {
                result.AddError("--roles names no role.");
            }

            return names;
        },
    };

    public RunCommand(CommandServices services)
        : base(services, "run", "Runs some of the roles in this process, until Ctrl-C.", CommandOptions.DefaultData, "frontline run --roles receiver,enricher,recorder", "frontline run --roles loader --data /var/lib/frontline")
    {
        Add(roles);
        AddHostOptions();
    }

    protected override HostSettings Adapt(HostSettings settings, ParseResult parse) => settings with { Roles = parse.GetRequiredValue(roles) };

    protected override IEnumerable<string> Greeting(Uri url) => [$"  status    {url}status"];
}
