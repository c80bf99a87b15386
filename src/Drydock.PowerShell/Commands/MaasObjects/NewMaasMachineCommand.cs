using System.Collections;
using System.Management.Automation;
using Drydock.Maas;
using Drydock.PowerShell.Base;
using Drydock.PowerShell.Binding;

namespace Drydock.PowerShell.Commands;

/// <summary>Makes a machine known to MAAS before it ever booted.</summary>
[Cmdlet(VerbsCommon.New, "MaasMachine", SupportsShouldProcess = true)]
[OutputType(typeof(MaasMachine))]
public sealed class NewMaasMachineCommand : MaasCmdlet
{
    /// <summary>The host name without domain.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Hostname { get; set; } = "";

    /// <summary>MAC addresses of its network interfaces.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidatePattern("^([0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}$")]
    public string[] MacAddress { get; set; } = [];

    /// <summary>The architecture.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Architecture { get; set; } = "amd64/generic";

    /// <summary>The DNS domain.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Domain { get; set; }

    /// <summary>The description.</summary>
    [Parameter]
    public string? Description { get; set; }

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

    /// <summary>Commissions the machine at once.</summary>
    [Parameter]
    public SwitchParameter Commission { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var fields = Given((nameof(Hostname), "hostname", Hostname), (nameof(Domain), "domain", Domain), (nameof(Description), "description", Description));
        fields.Add(new("architecture", Architecture));
        foreach (var mac in MacAddress) fields.Add(new("mac_addresses", mac.Replace('-', ':').ToLowerInvariant()));
        fields.Add(new("power_type", PowerType ?? "manual")); // MAAS fails with 500 where it is left out
        fields.AddRange(PowerInput.Fields(PowerParameter, PowerCredential));
        fields.Add(new("commission", FieldText(Commission)));
        Change($"Add machine {Hostname}", Hostname, cancel => Session.CreateAsync<MaasMachine>(fields, cancel));
    }
}
