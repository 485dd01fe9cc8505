using System.Text;

namespace Frontline.Properties.Importing;

/// <summary>RFC 4180 character by character. Blank lines are no records; a faulty record ends where it would without the fault.</summary>
internal static class NaiveCsv
{
    public static List<NaiveCsvRecord> Read(string text, char delimiter)
    {
        var records = new List<NaiveCsvRecord>();
        var at = text.StartsWith('\uFEFF') ? 1 : 0;
        while (at < text.Length)
        {
            if (text[at] is '\r' or '\n')
            {
                at++;
                continue;
            }

            records.Add(ReadRecord());
        }

        return records;

        NaiveCsvRecord ReadRecord()
        {
            var fields = new List<string>();
            var isFaulty = false;
            while (true)
            {
                var field = new StringBuilder();
                if (at < text.Length && text[at] == '"')
                {
                    at++;
                    while (at < text.Length && (text[at] != '"' || (at + 1 < text.Length && text[at + 1] == '"')))
                    {
                        field.Append(text[at]);
                        at += text[at] == '"' ? 2 : 1;
                    }

                    isFaulty |= at == text.Length;
                    at++;
                    isFaulty |= at < text.Length && text[at] != delimiter && text[at] is not ('\r' or '\n');
                }

                while (at < text.Length && text[at] != delimiter && text[at] is not ('\r' or '\n'))
                {
                    isFaulty |= text[at] == '"';
                    field.Append(text[at++]);
                }

                fields.Add(field.ToString());
                if (at >= text.Length || text[at] != delimiter)
                {
                    return new NaiveCsvRecord(fields, isFaulty);
                }

                at++;
            }
        }
    }
}
