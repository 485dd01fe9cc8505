namespace Frontline.Configuration;

/// <summary>Options of the command line that stand for a setting, such as <c>--port</c>.</summary>
internal sealed class CommandLineProvider(IReadOnlyList<CommandLineSetting> settings) : TracedProvider
{
    public override void Load()
    {
        foreach (var setting in settings)
        {
            Add(setting.Name.Split('.'), setting.Value, $"command line {setting.Option}");
        }
    }
}
