namespace Frontline.Receiver;

/// <summary>Why a request was refused. What each one says on the wire stands in <see cref="RefusalCodes"/> and in docs/specs/receiver.md.</summary>
public enum RefusalCode
{
    EmptyBody = 0,
    InvalidUtf8,
    MalformedJson,
    TruncatedJson,
    NotAnObject,
    MissingField,
    WrongType,
    DuplicateKey,
    MalformedEncoding,
    IncompleteBody,
    KeyMissing,
    KeyUnknown,
    KeyRevoked,
    KeyOfAnotherGame,
    SignatureMissing,
    SignatureWrong,
    MethodNotAllowed,
    BodyTooSlow,
    BodyTooLarge,
    InflatedTooLarge,
    TooManyEvents,
    UnsupportedContentType,
    UnsupportedContentEncoding,
    InboxUnavailable,
    RateLimited,
    BuffersFull,
    InternalError,
}
