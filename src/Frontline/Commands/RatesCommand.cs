namespace Frontline.Commands;

/// <summary>Exchange rates, by which money is converted when it is read.</summary>
internal sealed class RatesCommand : DocumentedCommand
{
    public RatesCommand(CommandServices services)
        : base("rates", "Exchange rates, by which money is converted when it is read.", "frontline rates import eurofxref-hist.csv --source ecb") => Add(new RatesImportCommand(services));
}
