using System.Collections.Generic;
using System.Management.Automation;

namespace Drydock.PowerShell.Base;

/// <summary>What can be said of a package repository, new or not.</summary>
public abstract class MaasRepositoryCmdlet : MaasCmdlet
{
    /// <summary>Distributions, for example <c>jammy</c>.</summary>
    [Parameter]
    public string[] Distribution { get; set; } = [];

    /// <summary>Components of a repository of one's own.</summary>
    [Parameter]
    public string[] Component { get; set; } = [];

    /// <summary>Architectures, for example <c>amd64</c>.</summary>
    [Parameter]
    public string[] Architecture { get; set; } = [];

    /// <summary>Pockets of an Ubuntu archive that are not used.</summary>
    [Parameter]
    [ValidateSet("updates", "security", "backports")]
    public string[] DisabledPocket { get; set; } = [];

    /// <summary>Components of an Ubuntu archive that are not used.</summary>
    [Parameter]
    [ValidateSet("restricted", "universe", "multiverse")]
    public string[] DisabledComponent { get; set; } = [];

    /// <summary>Leaves sources of packages out.</summary>
    [Parameter]
    public SwitchParameter DisableSource { get; set; }

    /// <summary>The public key that signs the repository, ASCII-armoured.</summary>
    [Parameter]
    public string? PublicKey { get; set; }

    /// <summary>Whether machines use it.</summary>
    [Parameter]
    public bool Enabled { get; set; } = true;

    /// <summary>The fields that were given.</summary>
    private protected List<KeyValuePair<string, string>> Fields(string? name, string? url) => Given(
        ("Name", "name", name), ("Url", "url", url), (nameof(Distribution), "distributions", Distribution), (nameof(Component), "components", Component),
            (nameof(Architecture), "arches", Architecture), (nameof(DisabledPocket), "disabled_pockets", DisabledPocket),
            (nameof(DisabledComponent), "disabled_components", DisabledComponent), (nameof(DisableSource), "disable_sources", DisableSource),
            (nameof(PublicKey), "key", PublicKey), (nameof(Enabled), "enabled", Enabled));
}
