using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Maas;
using Drydock.PowerShell.Base;
using Drydock.PowerShell.Binding;

namespace Drydock.PowerShell.Commands;

/// <summary>Changes machines of MAAS; what is not given stays.</summary>
[Cmdlet(VerbsCommon.Set, "MaasMachine", SupportsShouldProcess = true)]
[OutputType(typeof(MaasMachine))]
public sealed class SetMaasMachineCommand : MachineCmdlet
{
    private List<KeyValuePair<string, string>> _fields = [];

    /// <summary>A new host name without domain; for one machine.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Hostname { get; set; }

    /// <summary>The DNS domain.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Domain { get; set; }

    /// <summary>The resource pool.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Pool { get; set; }

    /// <summary>The zone.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Zone { get; set; }

    /// <summary>The description.</summary>
    [Parameter]
    public string? Description { get; set; }

    /// <summary>The architecture.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Architecture { get; set; }

    /// <summary>MAAS's power driver, for example <c>ipmi</c>, <c>redfish</c> or <c>manual</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PowerType { get; set; }

    /// <summary>The power driver's parameters in MAAS's names, for example <c>@{ power_address = '10.0.0.7' }</c>.</summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable? PowerParameter { get; set; }

    /// <summary>Account and password of the BMC.</summary>
    [Parameter]
    [ValidateNotNull]
    public PSCredential? PowerCredential { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _fields = Given((nameof(Hostname), "hostname", Hostname), (nameof(Domain), "domain", Domain), (nameof(Pool), "pool", Pool),
            (nameof(Zone), "zone", Zone), (nameof(Description), "description", Description), (nameof(Architecture), "architecture", Architecture),
            (nameof(PowerType), "power_type", PowerType));
        _fields.AddRange(PowerInput.Fields(PowerParameter, PowerCredential));
    }

    /// <inheritdoc/>
    private protected override bool Approves(string name) => ShouldChange($"Change machine {name}");

    /// <inheritdoc/>
    private protected override async Task<IReadOnlyList<object>> WorkAsync(string name, string systemId, CancellationToken cancel) =>
        [await Session.ChangeAsync<MaasMachine>(systemId, _fields, cancel).ConfigureAwait(false)];
}
