using System.Buffers;
using System.Text;

namespace Frontline.Enrichment.Reading;

/// <summary>Puts a JSON object together from members that are JSON already.</summary>
internal sealed class ObjectWriter
{
    private readonly ArrayBufferWriter<byte> buffer = new(1024);
    private bool isFirst;

    public void BeginObject()
    {
        Append("{"u8);
        isFirst = true;
    }

    public void EndObject()
    {
        Append("}"u8);
        isFirst = false;
    }

    /// <summary>Begins an object that is a member of the one begun before.</summary>
    public void BeginObject(ReadOnlySpan<byte> name)
    {
        Name(name);
        BeginObject();
    }

    /// <summary>Adds a member as sent: name, colon and value.</summary>
    public void Member(ReadOnlySpan<byte> raw)
    {
        Separate();
        Append(raw);
    }

    /// <summary>Adds a member whose name needs no escapes.</summary>
    public void Member(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        Name(name);
        Append(value);
    }

    /// <summary>The object's text; the writer is empty again.</summary>
    public string TakeText()
    {
        var text = Encoding.UTF8.GetString(buffer.WrittenSpan);
        buffer.ResetWrittenCount();
        return text;
    }

    /// <summary>The object's UTF-8; the writer is empty again.</summary>
    public byte[] TakeBytes()
    {
        var bytes = buffer.WrittenSpan.ToArray();
        buffer.ResetWrittenCount();
        return bytes;
    }

    private void Name(ReadOnlySpan<byte> name)
    {
        Separate();
        Append("\""u8);
        Append(name);
        Append("\":"u8);
    }

    private void Separate()
    {
        if (!isFirst) Append(","u8);
        isFirst = false;
    }

    private void Append(ReadOnlySpan<byte> bytes) => buffer.Write(bytes);
}
