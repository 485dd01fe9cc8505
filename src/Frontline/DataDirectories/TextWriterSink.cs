using System.Globalization;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Display;

namespace Frontline.DataDirectories;

/// <summary>Repeats log lines where a person looks, short: standard error.</summary>
internal sealed class TextWriterSink(TextWriter output) : ILogEventSink
{
    private readonly MessageTemplateTextFormatter formatter = new("{Level:u3} {Message:lj}{NewLine}", CultureInfo.InvariantCulture);
    private readonly Lock writing = new();

    public void Emit(LogEvent logEvent)
    {
        lock (writing)
        {
            formatter.Format(logEvent, output);
        }
    }
}
