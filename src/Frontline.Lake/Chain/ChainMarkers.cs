using Frontline.Core;
using Frontline.Core.Storage;

namespace Frontline.Lake.Chain;

/// <summary>The list of a lake's chains.</summary>
internal static class ChainMarkers
{
    /// <summary>Makes sure that a chain is listed; whoever made the marker said the same.</summary>
    public static async ValueTask EnsureAsync(ChainStore store, ChainPredecessor? predecessor)
    {
        var marker = new ChainMarker { Log = store.Chain.Log, Partition = store.Chain.Partition, Predecessor = predecessor };
        await store.CreateAsync(LakeNames.Marker(store.Chain), ChainText.Write(marker, ChainJson.Default.ChainMarker, out _)).ConfigureAwait(false);
    }

    /// <summary>The markers in the order of their names.</summary>
    /// <exception cref="DataDamagedException">One of them cannot be read.</exception>
    public static async ValueTask<List<ChainMarker>> ListAsync(IObjectStore store, CancellationToken cancellation)
    {
        var markers = new List<ChainMarker>();
        await foreach (var item in store.ListAsync(LakeNames.Markers, cancellation).ConfigureAwait(false))
        {
            if (await ChainStore.BytesAsync(store, item.Name, cancellation).ConfigureAwait(false) is { } text)
                markers.Add(ChainText.Read(text, ChainJson.Default.ChainMarker, item.Name, out _));
        }

        return markers;
    }
}
