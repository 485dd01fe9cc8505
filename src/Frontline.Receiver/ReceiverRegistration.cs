using Frontline.Core.Road;
using Frontline.Core.Roles;
using Frontline.Receiver.Bodies;
using Frontline.Receiver.EventsV1;
using Frontline.Receiver.Health;
using Frontline.Receiver.Keys;
using Microsoft.Extensions.DependencyInjection;

namespace Frontline.Receiver;

/// <summary>Brings the Receiver into a host.</summary>
public static class ReceiverRegistration
{
    /// <summary>
    /// Adds the Receiver. The host provides <see cref="IInbox"/>, <see cref="IBatchJudge"/>, <c>IGameCatalog</c>, <see cref="TimeProvider"/> and logging, runs <see cref="ReceiverRole"/>
    /// (one of its <see cref="IRole"/>s), and calls <c>MapReceiver</c> and <c>ReceiverKestrel.Configure</c>.
    /// </summary>
    /// <exception cref="ArgumentException">The options are wrong; the message has every error.</exception>
    public static IServiceCollection AddReceiver(this IServiceCollection services, ReceiverOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Validate() is { Count: > 0 } errors)
            throw new ArgumentException(string.Join(Environment.NewLine, errors), nameof(options));

        services.AddSingleton(options);
        services.AddSingleton<ReceiverCounters>();
        services.AddSingleton<KestrelClosings>();
        services.AddSingleton<ReceiverWarmUp>();
        services.AddSingleton(new BufferBudget(options.BufferedBytesMax));
        services.AddSingleton<KeyRing>();
        services.AddKeyedSingleton(ReceiverEndpoints.EventsPath, static (provider, _) => Handler(provider, ActivatorUtilities.CreateInstance<InboxUse>(provider)));
        services.AddKeyedSingleton(ReceiverEndpoints.ValidatePath, static (provider, _) => Handler(provider, ActivatorUtilities.CreateInstance<JudgingUse>(provider)));
        services.AddSingleton<HealthHandler>();
        services.AddSingleton(static provider => new ReceiverRole(
            provider.GetRequiredService<ReceiverWarmUp>(),
            provider.GetRequiredService<ReceiverCounters>(),
            provider.GetRequiredService<IInbox>(),
            provider.GetRequiredService<BufferBudget>()));
        services.AddSingleton<IRole>(static provider => provider.GetRequiredService<ReceiverRole>());
        return services;
    }

    private static EventsHandler Handler(IServiceProvider provider, IBatchUse use) => ActivatorUtilities.CreateInstance<EventsHandler>(provider, use);
}
