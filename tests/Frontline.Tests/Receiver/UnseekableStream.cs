namespace Frontline.Tests.Receiver;

/// <summary>A body whose length nobody knows, so that it is sent in chunks.</summary>
internal sealed class UnseekableStream(byte[] content) : MemoryStream(content, writable: false)
{
    public override bool CanSeek => false;
}
