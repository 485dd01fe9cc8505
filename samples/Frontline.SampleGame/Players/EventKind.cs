namespace Frontline.SampleGame.Players;

/// <summary>What happened.</summary>
public enum EventKind : byte
{
    SessionStart,
    SessionEnd,
    TutorialStep,
    LevelStart,
    LevelComplete,
    LevelFail,
    AdImpression,
    Purchase,
    ResourceGain,
    ResourceSpend,
    ExperimentExposure,

    /// <summary>The game's own event: <c>booster_used</c>, with free props.</summary>
    BoosterUsed,

    /// <summary>By the attribution partner.</summary>
    Attribution,

    /// <summary>By the store's server.</summary>
    Refund,

    /// <summary>By the game's server: the game's own event <c>mail_sent</c>.</summary>
    MailSent,

    /// <summary>Broken in the way that <see cref="GameEvent.Number"/> says, an index of <see cref="Flaw.All"/>.</summary>
    Malformed,

    /// <summary>Sent by a device that had been switched off for 45 days. Only sent where limits hold: never as history.</summary>
    TooLate,

    /// <summary>An app that adds three hours to its times. Only sent where limits hold: never as history.</summary>
    InFuture,
}
