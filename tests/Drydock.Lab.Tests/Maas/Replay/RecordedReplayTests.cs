using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit.Abstractions;

namespace Drydock.Lab.Tests.Maas.Replay;

/// <summary>Walks every recorded exchange that concerns what the lab serves, and compares the lab's answers with MAAS's.</summary>
public sealed class RecordedReplayTests(ITestOutputHelper output)
{
    [Fact]
    public async Task The_lab_answers_as_MAAS_did()
    {
        var recordings = Recording.Load();
        var asked = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var scene in Scenes())
        {
            using var walk = new Walk(recordings);
            foreach (var step in scene.Skip(1))
            {
                try
                {
                    await walk.StepAsync(step).WaitAsync(TimeSpan.FromSeconds(60));
                }
                catch (Exception fault) when (fault is not OutOfMemoryException)
                {
                    asked[$"{scene[0]}: {step}"] = [fault.Message];
                }
            }

            foreach (var (name, differences) in walk.Asked) asked[name] = differences;
        }

        var differing = asked.Where(pair => pair.Value.Count > 0).ToList();
        output.WriteLine($"served {asked.Count} of {recordings.Count} recordings, {differing.Count} differ");
        foreach (var name in recordings.Keys.Except(asked.Keys)) output.WriteLine("not asked: " + name);
        foreach (var (name, differences) in differing) output.WriteLine($"{name}: {string.Join("; ", differences.Take(8))}");
        Assert.Empty(differing.Select(pair => pair.Key));
        Assert.True(asked.Count >= FewestServed, $"Only {asked.Count} recordings are asked.");
    }

    // Recordings that the walk leaves out are named in its output; there must not become more of them.
    private const int FewestServed = 478;

    private static List<List<string>> Scenes()
    {
        var scenes = new List<List<string>>();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Fixtures", "maas-walk.txt")))
        {
            var step = line.Split('#')[0].Trim();
            if (step.Length == 0) continue;
            if (step.StartsWith("scene ", StringComparison.Ordinal)) scenes.Add([]);
            scenes[^1].Add(step);
        }

        return scenes;
    }
}
