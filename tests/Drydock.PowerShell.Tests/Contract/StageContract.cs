using System;
using System.IO;
using System.Linq;

namespace Drydock.PowerShell.Tests.Contract;

/// <summary>The module's folder holds what it shall hold, and nothing else.</summary>
public sealed class StageContract
{
    private static readonly string[] Expected =
    [
        "Drydock.Format.ps1xml",
        "Drydock.Maas.Format.ps1xml",
        "Drydock.Types.ps1xml",
        "Drydock.psd1",
        "bin/Drydock.Abstractions.dll",
        "bin/Drydock.PowerShell.dll",
        "bin/dependencies/Drydock.Core.dll",
        "bin/dependencies/Drydock.Drivers.Node.dll",
        "bin/dependencies/Drydock.Drivers.Oob.dll",
        "bin/dependencies/Drydock.Lab.dll",
        "bin/dependencies/Newtonsoft.Json.dll",
        "bin/dependencies/YamlDotNet.dll",
        "en-US/Drydock.PowerShell.dll-Help.xml",
        "en-US/about_Drydock.help.txt",
        "en-US/about_DrydockRules.help.txt",
    ];

    [Fact]
    public void The_stage_holds_the_listed_files_only() =>
        Assert.Equal(Expected, Directory.GetFiles(Repository.Module, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Module, file).Replace('\\', '/')).Order(StringComparer.Ordinal));
}
