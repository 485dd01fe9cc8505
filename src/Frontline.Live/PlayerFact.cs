namespace Frontline.Live;

/// <summary>What is counted once per player or session, and taken back when an earlier event shows that it belongs elsewhere.</summary>
internal enum PlayerFact
{
    NewPlayer,
    Session,
}
