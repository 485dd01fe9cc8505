using System.Globalization;
using System.Text;
using Frontline.Core.Road;
using Frontline.Receiver;

namespace Frontline.Tests.Receiver;

/// <summary>Answers with what it was asked about.</summary>
internal sealed class CountingJudge : IBatchJudge
{
    public byte[] Judge(ReceivedBatch batch) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"judged\":{batch.EventCount},\"game\":\"{batch.Game}\"}}"));
}
