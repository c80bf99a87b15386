using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Drydock.Lab.Maas.Model;

namespace Drydock.Lab.Maas.Life;

/// <summary>Imports the images that the boot sources' selections ask for, ten percent at a time, and drops the others.</summary>
internal sealed class Importer(Lifecycle life)
{
    private const int Steps = 10;
    private int _run;

    /// <summary>True while an import goes on.</summary>
    public bool IsImporting { get; private set; }

    /// <summary>Begins an import; while one goes on nothing changes. Called under the region's lock.</summary>
    public Action? Start()
    {
        if (IsImporting) return null;
        IsImporting = true;
        var run = ++_run;
        return () => life.Begin(() => RunAsync(run));
    }

    /// <summary>Ends the import where it is; what is there of an image stays.</summary>
    public void Stop()
    {
        _run++;
        IsImporting = false;
    }

    private async Task RunAsync(int run)
    {
        List<BootResource> missing;
        lock (life.Region.Sync) missing = Prepare();
        for (var step = 1; step <= Steps; step++)
        {
            // Where all is there, an import only looks.
            await life.DelayAsync(TimeSpan.FromTicks(life.Options.ImportTime.Ticks / (missing.Count == 0 ? Steps * Steps : Steps)), life.Stopped);
            lock (life.Region.Sync)
            {
                if (run != _run) return;
                foreach (var image in missing) image.Progress = Math.Max(image.Progress, step * 100 / Steps);
                IsImporting = step < Steps;
            }
        }
    }

    private List<BootResource> Prepare()
    {
        var region = life.Region;
        var wanted = region.BootSources.Values.SelectMany(source => source.Selections)
            .SelectMany(selection => ImageCatalogue.Architectures(selection.Os, selection.Release, selection.Arches)
                .Select(architecture => (Name: selection.Os + "/" + selection.Release, Architecture: architecture))).ToList();
        region.BootResources.RemoveAll(image => image.Type == "Synced" && ImageCatalogue.Offers(image.Name.Split('/')[0], image.Name.Split('/').Last())
            && !wanted.Contains((image.Name, image.Architecture)));
        foreach (var (name, architecture) in wanted)
        {
            if (!region.BootResources.Exists(image => image.Name == name && image.Architecture == architecture)) region.AddImage(name, architecture, "Synced");
        }

        return region.BootResources.FindAll(image => !image.IsComplete);
    }
}
