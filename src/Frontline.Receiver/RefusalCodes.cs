namespace Frontline.Receiver;

/// <summary>Each code's text and status on the wire. Clients depend on them: a code is never renamed.</summary>
public static class RefusalCodes
{
    private static readonly (string Text, int Status)[] Table = Build();

    public static int Count => Table.Length;

    /// <summary>The code as it stands in answers and counters, such as <c>malformed_json</c>.</summary>
    public static string Text(this RefusalCode code) => Table[(int)code].Text;

    /// <summary>The HTTP status; a 503 has an empty body, all others a JSON error.</summary>
    public static int Status(this RefusalCode code) => Table[(int)code].Status;

    private static (string Text, int Status)[] Build()
    {
        var codes = Enum.GetValues<RefusalCode>();
        var table = new (string, int)[codes.Length];
        foreach (var code in codes)
            table[(int)code] = Describe(code);
        return table;
    }

    private static (string Text, int Status) Describe(RefusalCode code) => code switch
    {
        RefusalCode.EmptyBody => ("empty_body", 400),
        RefusalCode.InvalidUtf8 => ("invalid_utf8", 400),
        RefusalCode.MalformedJson => ("malformed_json", 400),
        RefusalCode.TruncatedJson => ("truncated_json", 400),
        RefusalCode.NotAnObject => ("not_an_object", 400),
        RefusalCode.MissingField => ("missing_field", 400),
        RefusalCode.WrongType => ("wrong_type", 400),
        RefusalCode.DuplicateKey => ("duplicate_key", 400),
        RefusalCode.MalformedEncoding => ("malformed_encoding", 400),
        RefusalCode.IncompleteBody => ("incomplete_body", 400),
        RefusalCode.KeyMissing => ("key_missing", 401),
        RefusalCode.KeyUnknown => ("key_unknown", 401),
        RefusalCode.KeyRevoked => ("key_revoked", 401),
        RefusalCode.KeyOfAnotherGame => ("key_of_another_game", 401),
        RefusalCode.SignatureMissing => ("signature_missing", 401),
        RefusalCode.SignatureWrong => ("signature_wrong", 401),
        RefusalCode.MethodNotAllowed => ("method_not_allowed", 405),
        RefusalCode.BodyTooSlow => ("body_too_slow", 408),
        RefusalCode.BodyTooLarge => ("body_too_large", 413),
        RefusalCode.InflatedTooLarge => ("inflated_too_large", 413),
        RefusalCode.TooManyEvents => ("too_many_events", 413),
        RefusalCode.UnsupportedContentType => ("unsupported_content_type", 415),
        RefusalCode.UnsupportedContentEncoding => ("unsupported_content_encoding", 415),
        RefusalCode.InboxUnavailable => ("inbox_unavailable", 503),
        RefusalCode.RateLimited => ("rate_limited", 503),
        RefusalCode.BuffersFull => ("buffers_full", 503),
        RefusalCode.InternalError => ("internal_error", 503),
        _ => throw new ArgumentOutOfRangeException(nameof(code)),
    };
}
