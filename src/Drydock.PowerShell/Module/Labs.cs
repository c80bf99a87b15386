using System.Collections.Generic;
using Drydock.Lab;

namespace Drydock.PowerShell.Module;

/// <summary>The labs that run in this process, whichever session started them.</summary>
internal static class Labs
{
    private static readonly object Gate = new();
    private static readonly List<ILab> Running = [];

    /// <summary>Labs that run now, in the order of their start.</summary>
    public static IReadOnlyList<ILab> All
    {
        get
        {
            lock (Gate) return [.. Running];
        }
    }

    /// <summary>Remembers a lab that was started.</summary>
    public static void Add(ILab lab)
    {
        lock (Gate) Running.Add(lab);
    }

    /// <summary>Ends a lab.</summary>
    public static void Stop(ILab lab)
    {
        lock (Gate) Running.Remove(lab);
        lab.Dispose();
    }

    /// <summary>Ends all labs.</summary>
    public static void StopAll()
    {
        foreach (var lab in All) Stop(lab);
    }
}
