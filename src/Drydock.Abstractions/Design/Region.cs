namespace Drydock.Design;

/// <summary>The site as a whole: keys, tags and package repositories that its node provisioner gets.</summary>
public sealed record Region : DesignDocument
{
    /// <summary>Public SSH keys, one line each, that may log in to deployed nodes.</summary>
    public ItemList<string> AuthorizedKeys { get; init => field = value ?? ItemList<string>.Empty; } = ItemList<string>.Empty;

    /// <summary>Tags that the provisioner applies by a rule.</summary>
    public ItemList<TagDefinition> TagDefinitions { get; init => field = value ?? ItemList<TagDefinition>.Empty; } = ItemList<TagDefinition>.Empty;

    /// <summary>Package repositories; empty leaves the provisioner's own.</summary>
    public ItemList<PackageRepository> Repositories { get; init => field = value ?? ItemList<PackageRepository>.Empty; } = ItemList<PackageRepository>.Empty;

    /// <summary>Whether repositories that the design does not name are removed.</summary>
    public bool RemoveUnlistedRepositories { get; init; }

    /// <summary>Storage settings for all machines (<c>storage</c>); null leaves the provisioner's own.</summary>
    public RegionStorage? Storage { get; init; }

    /// <summary>Which images there are to be beyond those of the nodes (<c>boot_media</c>); null for the nodes' alone.</summary>
    public RegionBootMedia? BootMedia { get; init; }

    /// <summary>Settings of the provisioner itself (<c>provisioner</c>); null leaves them as they are.</summary>
    public RegionProvisioner? Provisioner { get; init; }

    /// <summary>
    /// Where nodes report boot actions (<c>bootaction_report_url</c>): an absolute URL, for templates; null where nothing listens.
    /// </summary>
    public string? BootActionReportUrl { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>A tag that follows from what a node is.</summary>
public sealed record TagDefinition
{
    /// <summary>The tag's name.</summary>
    public string Tag { get; init; } = "";

    /// <summary>How <see cref="Definition"/> is to be read, for example <c>lshw_xpath</c>.</summary>
    public string DefinitionType { get; init; } = "lshw_xpath";

    /// <summary>The rule, an XPath expression over lshw output.</summary>
    public string Definition { get; init; } = "";
}

/// <summary>Storage settings that hold for all machines; a setting that is null is left as it is.</summary>
public sealed record RegionStorage
{
    /// <summary>The layout that commissioning gives to machines: <c>flat</c>, <c>lvm</c>, <c>bcache</c>, <c>blank</c> …</summary>
    public string? DefaultLayout { get; init; }

    /// <summary>Whether disks are erased whenever a machine is released, whoever releases it.</summary>
    public bool? EraseOnRelease { get; init; }

    /// <summary>How they are erased: <c>quick</c>, <c>secure</c>, <c>secure-or-quick</c> or <c>full</c>.</summary>
    public string? EraseMethod { get; init; }
}

/// <summary>Which images the provisioner is to have.</summary>
public sealed record RegionBootMedia
{
    /// <summary>URL of the image stream; null for the only one, or the first, that the provisioner has.</summary>
    public string? Source { get; init; }

    /// <summary>Architectures of images that are imported.</summary>
    public ItemList<string> Architectures { get; init => field = value ?? ItemList<string>.Empty; } = new(["amd64"]);

    /// <summary>Images beyond those of the nodes, for example <c>ubuntu/noble</c>.</summary>
    public ItemList<string> Images { get; init => field = value ?? ItemList<string>.Empty; } = ItemList<string>.Empty;
}

/// <summary>Settings of the provisioner; a setting that is null is left as it is, an empty one is cleared.</summary>
public sealed record RegionProvisioner
{
    /// <summary>Kernel parameters of every machine, before those of its tags.</summary>
    public string? KernelParameters { get; init; }

    /// <summary>The HTTP proxy for packages and images, a URL; empty for none at all.</summary>
    public string? HttpProxy { get; init; }

    /// <summary>NTP servers.</summary>
    public ItemList<string>? NtpServers { get; init; }

    /// <summary>DNS servers to which the provisioner forwards.</summary>
    public ItemList<string>? DnsServers { get; init; }

    /// <summary>
    /// Whether the provisioner powers machines by the out-of-band settings of the design (<c>use_node_oob_params</c>), in place
    /// of what it found itself.
    /// </summary>
    public bool UseNodeOobParameters { get; init; }

    /// <summary>Series of commissioning, for example <c>jammy</c>.</summary>
    public string? CommissioningSeries { get; init; }
}

/// <summary>A package repository for deployed nodes.</summary>
public sealed record PackageRepository
{
    /// <summary>The repository's name; <c>main_archive</c> and <c>ports_archive</c> are MAAS's own.</summary>
    public string Name { get; init; } = "";

    /// <summary>How the repository is laid out; <c>apt</c>.</summary>
    public string RepositoryType { get; init; } = "apt";

    /// <summary>Its address.</summary>
    public string Url { get; init; } = "";

    /// <summary>Distributions, for example <c>jammy</c>.</summary>
    public ItemList<string> Distributions { get; init => field = value ?? ItemList<string>.Empty; } = ItemList<string>.Empty;

    /// <summary>Whether the design says which pockets are used, so that <see cref="DisabledPockets"/> counts even where it is empty.</summary>
    public bool StatesPockets { get; init; }

    /// <summary>Pockets that are switched off, for example <c>backports</c>.</summary>
    public ItemList<string> DisabledPockets { get; init => field = value ?? ItemList<string>.Empty; } = ItemList<string>.Empty;

    /// <summary>Components that are used.</summary>
    public ItemList<string> Components { get; init => field = value ?? ItemList<string>.Empty; } = ItemList<string>.Empty;

    /// <summary>Components that are switched off.</summary>
    public ItemList<string> DisabledComponents { get; init => field = value ?? ItemList<string>.Empty; } = ItemList<string>.Empty;

    /// <summary>Processor architectures.</summary>
    public ItemList<string> Architectures { get; init => field = value ?? ItemList<string>.Empty; } = new(["amd64"]);

    /// <summary>The public key that signs it, armoured; null where it needs none.</summary>
    public string? GpgKey { get; init; }

    /// <summary>Further options, as the design gives them.</summary>
    public TextMap Options { get; init => field = value ?? TextMap.Empty; } = TextMap.Empty;
}
