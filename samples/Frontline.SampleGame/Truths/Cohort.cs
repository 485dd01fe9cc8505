namespace Frontline.SampleGame.Truths;

/// <summary>Players of one install day, and how many of them were active on each later day asked for.</summary>
internal sealed class Cohort
{
    public static IReadOnlyList<int> DaysAsked { get; } = [1, 3, 7, 14, 30];

    private readonly long[] returned = new long[DaysAsked.Count];

    public long Size { get; set; }

    public void AddReturn(int index) => returned[index]++;

    public TruthCohort ToTruth(int day, int today) => new(
        DateOnly.FromDayNumber(day), Size, Enumerable.Range(0, DaysAsked.Count).Where(i => day + DaysAsked[i] < today).ToDictionary(i => DaysAsked[i], i => returned[i]));
}
