using System.Management.Automation;
using Drydock.Maas;
using Drydock.PowerShell.Base;

namespace Drydock.PowerShell.Commands;

/// <summary>Makes a tag in MAAS.</summary>
[Cmdlet(VerbsCommon.New, "MaasTag", SupportsShouldProcess = true)]
[OutputType(typeof(MaasTag))]
public sealed class NewMaasTagCommand : MaasCmdlet
{
    /// <summary>The name.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidatePattern(@"^[\w.-]+$")]
    public string Name { get; set; } = "";

    /// <summary>What the tag is for.</summary>
    [Parameter]
    public string? Comment { get; set; }

    /// <summary>Kernel parameters of the machines that have it.</summary>
    [Parameter]
    public string? KernelOptions { get; set; }

    /// <summary>An XPath rule on <c>lshw</c> by which MAAS applies the tag; empty for a tag applied by hand.</summary>
    [Parameter]
    public string? Definition { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var fields = Given((nameof(Name), "name", Name), (nameof(Comment), "comment", Comment), (nameof(KernelOptions), "kernel_opts", KernelOptions), (nameof(Definition), "definition", Definition));
        Change($"Make tag {Name}", Name, cancel => Session.CreateAsync<MaasTag>(fields, cancel));
    }
}
