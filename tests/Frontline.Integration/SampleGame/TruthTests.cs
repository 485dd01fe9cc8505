using Frontline.Integration.Processes;
using Xunit;

namespace Frontline.Integration.SampleGame;

/// <summary>The whole road against exact answers that its code had no part in.</summary>
public sealed class TruthTests(PlayedWorld played) : IClassFixture<PlayedWorld>
{
    public static TheoryData<string> Mistakes => [.. Questions.Mistakes.Keys];

    [Fact]
    public async Task The_warehouse_and_the_ledger_say_what_the_generator_knows()
    {
        var truth = Answers.Of(played.Truth);
        Assert.True(truth.Count > 500, $"The truth has {truth.Count} numbers only.");
        Assert.Empty((await played.AskAsync(Questions.All)).DifferencesFrom(truth));
    }

    [Fact]
    public async Task The_live_windows_say_what_the_generator_knows()
    {
        var truth = Answers.LiveOf(played.Truth);
        Assert.True(truth.Count > 10, $"The truth has {truth.Count} live numbers only.");
        Assert.Empty(Answers.LiveOf(await played.LiveAsync()).DifferencesFrom(truth));
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_planted_mistake_is_found(string mistake)
    {
        var wrong = Questions.Mistakes[mistake];
        var differences = (await played.AskAsync(wrong)).DifferencesFrom(Answers.Of(played.Truth).Only(wrong.Name));
        Assert.NotEmpty(differences);
        TestContext.Current.TestOutputHelper?.WriteLine($"{differences.Count} numbers are wrong: {differences[0]}");
    }

    [Fact]
    public async Task The_audit_is_even()
    {
        var audit = await FrontlineProcess.RunAsync(["audit", "--data", played.Server.DataDirectory]);
        Assert.True(audit.ExitCode == 0, audit.Output + audit.Errors);
    }
}
