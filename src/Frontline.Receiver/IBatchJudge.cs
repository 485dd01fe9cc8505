using Frontline.Core.Road;

namespace Frontline.Receiver;

/// <summary>Says what would become of a batch, were it sent. Thread-safe, and nothing is kept.</summary>
public interface IBatchJudge
{
    /// <summary>The answer as UTF-8 JSON; docs/specs/receiver.md, "Trying an event".</summary>
    byte[] Judge(ReceivedBatch batch);
}
