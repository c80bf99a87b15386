using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Core.Design;
using Drydock.Core.Design.Airship;
using Drydock.Design;
using Xunit.Abstractions;

namespace Drydock.Core.Tests.Design.Mutations;

/// <summary>
/// Reads texts that were changed at random: no change brings the reader down or makes it hang, and each leaves errors that
/// have a place, or a valid site. <c>DRYDOCK_MUTATION_SEED</c> gives another seed than the usual one.
/// </summary>
public sealed class MutationTests(ITestOutputHelper output)
{
    private const int Mutations = 10_000;
    private const int UsualSeed = 20261122;

    private static readonly int Seed = int.TryParse(
        Environment.GetEnvironmentVariable("DRYDOCK_MUTATION_SEED"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var seed) ? seed : UsualSeed;

    private static readonly string Layering = Path.Combine(Designs.Folder, "layering");

    private int _errors;
    private int _valid;

    [Fact]
    public async Task No_text_brings_the_reader_down()
    {
        var originals = Originals();
        var failures = new SortedDictionary<int, string>();
        var work = Task.Run(() => Parallel.For(0, Mutations, number =>
        {
            var mutator = new Mutator(unchecked((Seed * 31) + number));
            var (original, isRaw) = mutator.Pick(originals);
            var text = mutator.Mutated(original);
            if ((isRaw ? Rendered(text) : Checked(text)) is not { } failure) return;
            lock (failures) failures[number] = failure;
        }));
        await work.WaitAsync(TimeSpan.FromMinutes(10));

        output.WriteLine($"mutations: {Mutations}, seed {Seed}, errors {_errors}, valid {_valid}");
        Assert.True(failures.Count == 0,
            $"seed {Seed}: {failures.Count} failed\n" + string.Join("\n", failures.GroupBy(failure => failure.Value.Split('\n')[0]).Select(same => same.First()).Take(20).Select(failure => $"{failure.Key}: {failure.Value}")));
        Assert.Equal(Mutations, _errors + _valid);
        Assert.True(_errors > Mutations / 4 && _valid > Mutations / 20, "The mutations are too harmless or too harmful to tell much.");
    }

    /// <summary>Sites as Drydock reads them, raw ones among them, and documents of Deckhand's that are layered alone.</summary>
    private static List<(string Text, bool IsRaw)> Originals() =>
    [
        (Designs.Base, false), (Designs.Base, false), (RawSite(), false), (RawSite(), false),
        .. RecordedCase.All.Where((_, index) => index % 5 == 0).Select(recorded => (recorded.Text, false)),
        .. Directory.GetFiles(Layering, "*.yaml").Order(StringComparer.Ordinal).Where((_, index) => index % 3 == 0)
            .Select(file => (string.Join("\n", File.ReadLines(file).Where(line => !line.StartsWith('#'))), true)),
    ];

    /// <summary>The base site in layers: its credential and its CIDR are substituted, a profile is layered.</summary>
    private static string RawSite() => """
        ---
        schema: deckhand/LayeringPolicy/v1
        metadata:
          schema: metadata/Control/v1
          name: policy
        data:
          layerOrder: [global, site]
        ---
        schema: deckhand/Passphrase/v1
        metadata:
          schema: metadata/Document/v1
          name: secret
          layeringDefinition: {abstract: false, layer: site}
          storagePolicy: cleartext
        data: s3cret
        ---
        schema: drydock/HostProfile/v1
        metadata:
          schema: metadata/Document/v1
          name: above
          labels: {name: above}
          layeringDefinition: {abstract: true, layer: global}
          substitutions:
          - dest: {path: .oob.credential}
            src: {schema: deckhand/Passphrase/v1, name: secret, path: .}
          - dest: [{path: '.metadata.tags[0]', pattern: X}, {path: .metadata.owner_data.note, pattern: '[0-9]+'}]
            src: {schema: deckhand/Passphrase/v1, name: secret, path: ., pattern: 's(\d)', match_group: 1}
        data:
          oob: {type: ipmi, network: oob, account: admin}
          metadata: {tags: [tagX], owner_data: {note: a1b2}}
        ---
        schema: drydock/HostProfile/v1
        metadata:
          schema: metadata/Document/v1
          name: layered
          layeringDefinition:
            abstract: false
            layer: site
            parentSelector: {name: above}
            actions:
            - {method: merge, path: .}
            - {method: delete, path: .metadata.owner_data}
            - {method: replace, path: .metadata.tags}
        data:
          hardware_profile: hw1
          metadata: {tags: [own]}

        """ + Designs.Base.Replace("\n  name: defaults\n", "\n  name: defaults\n  layeringDefinition: {abstract: false, layer: site}\n", StringComparison.Ordinal);

    /// <summary>Checks a site, and reads it if it is valid.</summary>
    /// <returns>What went wrong; null for nothing.</returns>
    private string? Checked(string text)
    {
        try
        {
            SiteSource[] sources = [new("site.yaml", text)];
            var reader = new SiteDesignReader();
            var errors = reader.Check(sources).Findings.Where(finding => finding.Severity == FindingSeverity.Error).ToList();
            if (errors.Count > 0) return Placed(errors);
            reader.Read(sources);
            Interlocked.Increment(ref _valid);
            return null;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return error.ToString();
        }
    }

    private string? Rendered(string text)
    {
        try
        {
            new AirshipRenderer().Render([new SiteSource("site.yaml", text)]);
            Interlocked.Increment(ref _valid);
            return null;
        }
        catch (SiteDesignException error)
        {
            return Placed([.. error.Findings.Where(finding => finding.Severity == FindingSeverity.Error)]);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return error.ToString();
        }
    }

    private string? Placed(List<DesignFinding> errors)
    {
        Interlocked.Increment(ref _errors);
        return errors.Find(error => error.Location is not { Line: > 0, Column: > 0 })?.ToString() is { } homeless ? "has no place: " + homeless : null;
    }
}
