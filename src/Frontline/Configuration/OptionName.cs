using System.Text;

namespace Frontline.Configuration;

/// <summary>
/// Spellings of an option's name. People see and write snake_case (<c>receiver.batch_bytes_max</c>); case, '_' and '-' do not count when names are compared,
/// so that <c>FRONTLINE__RECEIVER__BATCH_BYTES_MAX</c> and <c>batchBytesMax</c> are the same option.
/// </summary>
internal static class OptionName
{
    /// <summary>The form that is compared: lower case, without '_' and '-'.</summary>
    public static string Normalise(string name) => name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>The form that is shown: <c>BatchBytesMax</c> as <c>batch_bytes_max</c>.</summary>
    public static string ToSnakeCase(string name)
    {
        // A unit is one word.
        name = name.Replace("MiB", "Mib", StringComparison.Ordinal);
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]))))
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }

    /// <summary>Whether a property's value must not be shown: by its name, so that no section can forget to say so.</summary>
    public static bool IsSecret(string name) =>
        name.EndsWith("Token", StringComparison.Ordinal) || name.EndsWith("Secret", StringComparison.Ordinal)
        || name.EndsWith("Password", StringComparison.Ordinal) || name.EndsWith("Credentials", StringComparison.Ordinal);
}
