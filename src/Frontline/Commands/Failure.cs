using System.Net.Sockets;
using Frontline.Books;
using Frontline.Client;
using Frontline.Configuration;
using Frontline.Core;
using Frontline.Core.Road;
using Frontline.DataDirectories;
using Frontline.Games;
using Frontline.Hosting;
using Frontline.Importing;
using Frontline.Lake.Chain;
using Frontline.Pipeline;
using Frontline.Warehouse.Loading;

namespace Frontline.Commands;

/// <summary>What an exception means to the person at the terminal: the one place where exceptions become exit codes.</summary>
/// <param name="ExitCode">See <see cref="Commands.ExitCode"/>.</param>
/// <param name="Lines">What to print on standard error.</param>
internal sealed record Failure(int ExitCode, IReadOnlyList<string> Lines)
{
    public static Failure Of(Exception exception) => exception switch
    {
        UsageException => new(Commands.ExitCode.WrongUsage, [exception.Message]),
        BookFileException file => new(Commands.ExitCode.CouldNotBeDone, file.Errors),
        ImportUsageException => new(Commands.ExitCode.WrongUsage, [exception.Message]),
        ImportMappingException mapping => new(Commands.ExitCode.WrongUsage, mapping.Errors),
        ConfigurationException configuration => new(Commands.ExitCode.ConfigurationOrDamage, [$"The configuration has {Count(configuration.Errors.Count)}:", .. configuration.Errors.Select(error => "  " + error)]),
        DataDirectoryException => new(Commands.ExitCode.ConfigurationOrDamage, [exception.Message]),
        DataDamagedException damage => new(Commands.ExitCode.ConfigurationOrDamage, [damage.Message, $"  at {damage.Where}"]),
        StreamDamagedException damage => new(Commands.ExitCode.ConfigurationOrDamage, [damage.Message, $"  at {damage.File}, byte {damage.Offset}"]),
        LogDoesNotFitChainException => new(Commands.ExitCode.ConfigurationOrDamage, [exception.Message]),
        InboxUnavailableException or ChainLostException or LoadTooLargeException => new(Commands.ExitCode.CouldNotBeDone, [exception.Message]),
        DataDirectoryInUseException or PortBusyException or ServerUnreachableException or RequestFailedException or GameException or ImportFileException
            => new(Commands.ExitCode.CouldNotBeDone, [exception.Message]),
        AggregateException { InnerExceptions: [var only] } => Of(only),
        OperationCanceledException => new(Commands.ExitCode.CouldNotBeDone, ["Interrupted."]),
        IOException { InnerException: not null } when AddressInUse(exception)
            => new(Commands.ExitCode.CouldNotBeDone, [$"The port is taken by another program. Choose another with --port. ({exception.Message})"]),
        IOException or UnauthorizedAccessException => new(Commands.ExitCode.CouldNotBeDone, [exception.Message]),
        _ => new(Commands.ExitCode.CouldNotBeDone, ["An error that was not foreseen, so a defect of this program. Please report it with the lines below.", exception.ToString()]),
    };

    private static bool AddressInUse(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse })
            {
                return true;
            }
        }

        return false;
    }

    private static string Count(int errors) => errors == 1 ? "one error" : $"{errors} errors";
}
