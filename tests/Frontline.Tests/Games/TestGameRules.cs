using Frontline.Games;
using Frontline.Live;

namespace Frontline.Tests.Games;

internal static class TestGameRules
{
    public static GameRules Rules { get; } = new(new GameCalendar(), code => code is "USD" or "EUR" or "JPY");
}
