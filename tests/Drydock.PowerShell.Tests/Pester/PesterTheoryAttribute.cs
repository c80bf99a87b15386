using System;

namespace Drydock.PowerShell.Tests.Pester;

/// <summary>A theory that needs a real PowerShell with Pester, and is skipped with the reason where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PesterTheoryAttribute : TheoryAttribute
{
    public PesterTheoryAttribute() => Skip = PowerShellProcess.Missing;
}
