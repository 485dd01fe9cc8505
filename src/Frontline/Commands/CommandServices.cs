using Frontline.Core.Storage;
using Frontline.Hosting;

namespace Frontline.Commands;

/// <summary>What commands take from their surroundings, so that a test can be the surroundings.</summary>
internal sealed record CommandServices
{
    public required Terminal Terminal { get; init; }

    public required IHostStarter Starter { get; init; }

    public required IFileSystem FileSystem { get; init; }

    public required TimeProvider Time { get; init; }

    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>What HTTP requests go through; disposed with the connection.</summary>
    public required Func<HttpMessageInvoker> Http { get; init; }
}
