using System.Management.Automation;
using Drydock.Maas;
using Drydock.PowerShell.Base;
using Drydock.PowerShell.Binding;

namespace Drydock.PowerShell.Commands;

/// <summary>Changes a tag in MAAS; what is not given stays.</summary>
[Cmdlet(VerbsCommon.Set, "MaasTag", SupportsShouldProcess = true)]
[OutputType(typeof(MaasTag))]
public sealed class SetMaasTagCommand : MaasCmdlet
{
    /// <summary>The name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(MaasNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>A new name.</summary>
    [Parameter]
    [ValidatePattern(@"^[\w.-]+$")]
    public string? NewName { get; set; }

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
        var fields = Given((nameof(NewName), "name", NewName), (nameof(Comment), "comment", Comment), (nameof(KernelOptions), "kernel_opts", KernelOptions), (nameof(Definition), "definition", Definition));
        Change($"Change tag {Name}", Name, cancel => Session.ChangeAsync<MaasTag>(Name, fields, cancel));
    }
}
