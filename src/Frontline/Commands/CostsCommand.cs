namespace Frontline.Commands;

/// <summary>Acquisition costs of campaigns.</summary>
internal sealed class CostsCommand : DocumentedCommand
{
    public CostsCommand(CommandServices services)
        : base("costs", "Acquisition costs of campaigns.", "frontline costs import spend.csv --game mygame") => Add(new CostsImportCommand(services));
}
