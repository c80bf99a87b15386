using System;

namespace Drydock.Lab.Tests.Support;

/// <summary>A test that needs a foreign program; skipped, with the reason, where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ToolFactAttribute : FactAttribute
{
    public ToolFactAttribute(string tool)
    {
        if (!ForeignTool.Exists(tool)) Skip = $"{tool} is not installed.";
    }
}

/// <summary>A theory that needs a foreign program; skipped, with the reason, where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ToolTheoryAttribute : TheoryAttribute
{
    public ToolTheoryAttribute(string tool)
    {
        if (!ForeignTool.Exists(tool)) Skip = $"{tool} is not installed.";
    }
}
