using System;
using System.Collections.Generic;

namespace Drydock.Lab.Maas.Model;

/// <summary>A person or program with an API key.</summary>
internal sealed class User
{
    public required string Name { get; init; }

    public required bool IsSuperuser { get; init; }

    public required string ConsumerKey { get; init; }

    public required string TokenKey { get; init; }

    public required Secret TokenSecret { get; init; }

    public List<SshKey> SshKeys { get; } = [];

    public string Email => Name + "@example.com";
}

/// <summary>A public key that deployed machines accept.</summary>
internal sealed record SshKey(int Id, string Key);

/// <summary>A DNS domain.</summary>
internal sealed class Domain
{
    public required int Id { get; init; }

    public required string Name { get; set; }

    public bool Authoritative { get; set; } = true;

    public int? Ttl { get; set; }
}

/// <summary>A name in a domain with its addresses.</summary>
internal sealed class DnsResource
{
    public required int Id { get; init; }

    public required string Name { get; set; }

    public required Domain Domain { get; set; }

    public List<IpNumber> Addresses { get; set; } = [];

    public int? AddressTtl { get; set; }

    public required User Owner { get; init; }

    public required DateTimeOffset Created { get; init; }

    public string Fqdn => Name + "." + Domain.Name;
}

/// <summary>A label of machines, which may carry kernel options.</summary>
internal sealed class Tag
{
    public required string Name { get; set; }

    public string Definition { get; set; } = "";

    public string Comment { get; set; } = "";

    public string KernelOptions { get; set; } = "";
}

/// <summary>A source of packages for deployed machines.</summary>
internal sealed class PackageRepository
{
    public required int Id { get; init; }

    public required string Name { get; set; }

    public required string Url { get; set; }

    public bool IsDefault { get; init; }

    public List<string> Distributions { get; set; } = [];

    public List<string> DisabledPockets { get; set; } = [];

    public List<string> DisabledComponents { get; set; } = [];

    public List<string> Components { get; set; } = [];

    public List<string> Arches { get; set; } = ["amd64", "i386"];

    public bool DisableSources { get; set; } = true;

    public bool Enabled { get; set; } = true;

    public string Key { get; set; } = "";
}

/// <summary>A physical zone or a resource pool.</summary>
internal sealed class Grouping
{
    public required int Id { get; init; }

    public required string Name { get; set; }

    public string Description { get; set; } = "";
}

/// <summary>Something that happened to a node.</summary>
internal sealed record NodeEvent(int Id, DateTimeOffset Created, Node Node, string Level, string Kind, string Description, string User);
