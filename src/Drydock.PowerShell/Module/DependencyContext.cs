using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using Drydock.Errors;

namespace Drydock.PowerShell.Module;

/// <summary>
/// Holds Core, drivers, lab and their packages apart from what other modules bring, in an AssemblyLoadContext of their
/// own. It is made by reflection, as .NET Standard does not know the type, and once a process, as assemblies of the
/// default context that were bound to it stay bound.
/// </summary>
internal static class DependencyContext
{
    private static readonly string BinFolder = Path.GetDirectoryName(typeof(DependencyContext).Assembly.Location)!;

    private static readonly Lazy<Dictionary<string, Assembly>> Loaded = new(Load, LazyThreadSafetyMode.ExecutionAndPublication);

    private static readonly HashSet<string> Own = new(StringComparer.OrdinalIgnoreCase)
    {
        "Drydock.Core", "Drydock.Drivers.Oob", "Drydock.Drivers.Node", "Drydock.Lab",
    };

    /// <summary>Answers for Drydock's own assemblies, by their exact names, and for nobody else's.</summary>
    public static Assembly? Resolve(object? sender, ResolveEventArgs request)
    {
        var name = new AssemblyName(request.Name).Name;
        return name is not null && Own.Contains(name) && Loaded.Value.TryGetValue(name, out var assembly) ? assembly : null;
    }

    /// <summary>
    /// Loads everything at once: a context looks into itself first, so nothing of it is ever bound to another module's
    /// copy later. Abstractions is not among it; the default context's copy, which cmdlets use, is shared.
    /// </summary>
    private static Dictionary<string, Assembly> Load()
    {
        _ = typeof(ErrorCatalogue).Assembly;
        var type = typeof(object).Assembly.GetType("System.Runtime.Loader.AssemblyLoadContext", throwOnError: true)!;
        var context = Activator.CreateInstance(type, "Drydock", false)!;
        var load = (Func<string, Assembly>)type.GetMethod("LoadFromAssemblyPath", [typeof(string)])!
            .CreateDelegate(typeof(Func<string, Assembly>), context);
        return Directory.GetFiles(Path.Combine(BinFolder, "dependencies"), "*.dll").Select(load)
            .ToDictionary(assembly => assembly.GetName().Name!, StringComparer.OrdinalIgnoreCase);
    }
}
