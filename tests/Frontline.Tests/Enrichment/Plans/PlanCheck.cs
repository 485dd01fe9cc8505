using System.Text;
using Frontline.Core.Events;
using Frontline.Core.Games;
using Frontline.Enrichment.Plans;
using Frontline.Enrichment.Reading;
using Frontline.Enrichment.Vocabulary;

namespace Frontline.Tests.Enrichment.Plans;

/// <summary>Short ways to compile schemas and to hold values against them.</summary>
internal static class PlanCheck
{
    public static PlanFile File(string path, string content) => new(path, Encoding.UTF8.GetBytes(content));

    public static PlanResult Compile(params IReadOnlyList<PlanFile> files) => PlanCompiler.Compile(files, new PlanPolicy());

    /// <summary>What is wrong with a schema, as sentences with their places.</summary>
    public static string[] Problems(string schema) => [.. Compile(File("opened.json", schema)).Problems.Select(problem => problem.ToString())];

    /// <summary>The violations of any JSON value against a schema, even where an event could not have it.</summary>
    public static Violation[] Violations(TrackingPlan plan, string json, int max = 32)
    {
        var run = new PlanRun();
        var found = new ViolationList(max);
        run.Tape.Read(Encoding.UTF8.GetBytes(json));
        run.Begin(new BuiltInEvent("", [], []), found);
        var fits = plan.Find(plan.Events.First())!.Root.Check(run, 0);
        Xunit.Assert.Equal(fits, !found.Any);
        Xunit.Assert.False(run.IsTooCostly);
        return found.ToArray();
    }

    public static Violation[] Violations(string schema, string json) => Violations(Compile(File("opened.json", schema)).Plan!, json);
}
