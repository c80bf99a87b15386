using System;
using System.Management.Automation;
using System.Threading;

namespace Drydock.PowerShell.Module;

/// <summary>What happens when the module is imported into a session and removed from it.</summary>
public sealed class ModuleLifetime : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private static int _imports;

    /// <summary>Makes ready to find Core; loads nothing yet.</summary>
    public void OnImport()
    {
        if (Interlocked.Increment(ref _imports) == 1) AppDomain.CurrentDomain.AssemblyResolve += DependencyContext.Resolve;
    }

    /// <summary>Ends labs, with the last session that had the module.</summary>
    /// <param name="psModuleInfo">The module.</param>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        if (Interlocked.Decrement(ref _imports) > 0) return;
        Labs.StopAll();
        AppDomain.CurrentDomain.AssemblyResolve -= DependencyContext.Resolve;
    }
}
