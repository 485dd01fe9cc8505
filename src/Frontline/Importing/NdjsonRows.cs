using System.Buffers;

namespace Frontline.Importing;

/// <summary>Lines of events in the form in which they are sent. Blank lines are no rows.</summary>
internal sealed class NdjsonRows(Stream stream) : IImportRows
{
    /// <summary>Longer lines are cut; their beginning becomes a reject.</summary>
    private const int LineBytesMax = 2 << 20;

    private byte[] buffer = new byte[256 * 1024];
    private int start;
    private int end;
    private bool ended;
    private bool first = true;
    private long line;
    private ReadOnlyMemory<byte> current;
    private bool tooLong;

    /// <summary>The line of the current row, from 1.</summary>
    public long Line => line;

    /// <summary>What makes the current row no event, in a sentence; or null.</summary>
    public string? Fault => tooLong ? $"The line is longer than {LineBytesMax} bytes." : ImportWire.Fault(Text.Span);

    /// <summary>The current line without the white space around it; of a line that is too long its beginning.</summary>
    public ReadOnlyMemory<byte> Text => current.Trim(" \t\r"u8);

    public bool Read()
    {
        while (ReadLine())
        {
            line++;
            if (first)
            {
                first = false;
                current = current.Span.StartsWith("\uFEFF"u8) ? current[3..] : current;
            }

            if (current.Span.IndexOfAnyExcept(" \t\r"u8) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    public int WriteEvents(long row, IBufferWriter<byte> output)
    {
        var bytes = Text.Span;
        if (Fault is { } fault)
        {
            UnreadableRow.Write(row, line, fault, bytes, output);
        }
        else
        {
            output.Write(bytes);
            output.Write("\n"u8);
        }

        return 1;
    }

    public void Dispose() => stream.Dispose();

    private bool ReadLine()
    {
        tooLong = false;
        var searched = 0;
        while (true)
        {
            var at = buffer.AsSpan(start + searched, end - start - searched).IndexOf((byte)'\n');
            if (at >= 0)
            {
                var length = searched + at;
                tooLong = length > LineBytesMax;
                current = buffer.AsMemory(start, Math.Min(length, LineBytesMax));
                start += length + 1;
                return true;
            }

            searched = end - start;
            if (searched > LineBytesMax)
            {
                return SkipRest();
            }

            if (ended)
            {
                current = buffer.AsMemory(start, searched);
                start = end;
                return searched > 0;
            }

            Fill();
        }
    }

    // The beginning is kept aside, and the line read to its end.
    private bool SkipRest()
    {
        tooLong = true;
        current = buffer.AsSpan(start, LineBytesMax).ToArray();
        start = end;
        while (true)
        {
            var at = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (at >= 0)
            {
                start += at + 1;
                return true;
            }

            start = end;
            if (ended)
            {
                return true;
            }

            Fill();
        }
    }

    private void Fill()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        if (end == buffer.Length)
        {
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        var read = stream.Read(buffer, end, buffer.Length - end);
        end += read;
        ended = read == 0;
    }
}
