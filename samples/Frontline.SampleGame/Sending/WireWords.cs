using System.Text;
using Frontline.SampleGame.Players;
using Frontline.SampleGame.Worlds;

namespace Frontline.SampleGame.Sending;

/// <summary>Parts of the wire format that are the same in many events, as bytes.</summary>
internal static class WireWords
{
    private static readonly string[] Networks = ["applovin", "unity", "admob"];
    private static readonly string[] Placements = ["interstitial", "rewarded"];
    private static readonly string[] Steps = ["welcome", "first_match", "first_booster"];
    private static readonly string[] Boosters = ["hammer", "bomb", "shuffle"];
    private static readonly string[] Boards = ["jelly", "ice", "chain", "honey", "wood"];

    public static byte[][] Names { get; } =
    [
        .. ((string[])
        [
            "session_start", "session_end", "tutorial_step", "level_start", "level_complete", "level_fail", "ad_impression", "purchase", "resource_gain", "resource_spend", "experiment_exposure",
            "booster_used", "attribution", "refund", "mail_sent", "malformed", "level_start", "level_start",
        ]).Select(name => Bytes($"{{\"name\":\"{name}\",\"player_id\":\"")),
    ];

    /// <summary>By placement and network.</summary>
    public static byte[][] Ads { get; } =
        [.. Placements.SelectMany(placement => Networks.Select(network => Bytes($"\"network\":\"{network}\",\"placement\":\"{placement}\",\"currency\":\"USD\",\"amount\":\"")))];

    public static int NetworkCount => Networks.Length;

    public static byte[][] TutorialSteps { get; } = [.. Steps.Select(step => Bytes($"\"step\":\"{step}\""))];

    public static byte[][] BoosterProps { get; } = [.. Boosters.Select(booster => Bytes($"\"booster\":\"{booster}\",\"board\":{{\"moves_left\":"))];

    public static byte[][] BoardProps { get; } = [.. Boards.Select(board => Bytes($",\"board\":\"{board}\""))];

    public static byte[][] Products { get; } = [.. Money.Products.Select(product => Bytes($"\"product\":\"{product}\",\"amount\":\""))];

    public static byte[][] CurrencyProps { get; } = [.. Money.Currencies.Select(currency => Bytes($"\",\"currency\":\"{currency}\",\"store\":\""))];

    /// <summary>By experiment and variant.</summary>
    public static byte[][] Exposures { get; } =
        [.. Experiment.All.SelectMany(experiment => new[] { experiment.Control, experiment.Treatment }.Select(variant => Bytes($"\"experiment\":\"{experiment.Name}\",\"variant\":\"{variant}\"")))];

    public static byte[][] Attributions { get; } = [.. Campaign.All.Select(campaign => Bytes($"\"network\":\"{campaign.Network}\",\"campaign\":\"{campaign.Name}\",\"creative\":\"video_{campaign.CostCents % 7}\""))];

    public static byte[][] Stores { get; } = [.. Player.Devices.Select(device => Bytes(device.Platform == "ios" ? "app_store" : "google_play"))];

    public static byte[][] DeviceContexts { get; } =
        [.. Player.Devices.Select(device => Bytes($"\"platform\":\"{device.Platform}\",\"os_version\":\"{device.OsVersion}\",\"device_model\":\"{device.Model}\""))];

    public static byte[][] PlaceContexts { get; } = [.. Place.All.Select(place => Bytes($",\"country\":\"{place.Country}\",\"language\":\"{place.Language}\""))];

    public static byte[] Version(int index) => Bytes($"1.{4 + (Math.Max(0, index) / 4)}.{Math.Max(0, index) % 4}");

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
