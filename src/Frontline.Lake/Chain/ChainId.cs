namespace Frontline.Lake.Chain;

/// <summary>Which chain: a log's id (12 hex digits) and a partition.</summary>
public readonly record struct ChainId(string Log, int Partition)
{
    /// <summary>The prefix of the chain's names in the lake, with a trailing slash.</summary>
    public string Prefix => $"chain/{Log}/{Partition}/";

    public override string ToString() => $"{Log}/{Partition}";
}
