using System;
using System.Collections.Generic;
using System.Globalization;
using Drydock.Lab.Maas.Life;
using Drydock.Lab.Maas.Model;

namespace Drydock.Lab.Maas.Api;

/// <summary>One request as a handler sees it.</summary>
internal sealed class MaasCall(Region region, Lifecycle life, User? user, IReadOnlyDictionary<string, string> path, Parameters query, Parameters body)
{
    public Region Region { get; } = region;

    public Lifecycle Life { get; } = life;

    /// <summary>Who asks.</summary>
    public User User => user ?? throw MaasError.Forbidden();

    public Parameters Query { get; } = query;

    public Parameters Body { get; } = body;

    /// <summary>The body's fields with the errors found in them.</summary>
    public Form Form { get; } = new(body);

    /// <summary>Work to begin when the region's lock is free again: mostly power.</summary>
    public List<Action> AfterCommit { get; } = [];

    /// <summary>A part of the path.</summary>
    public string Path(string name) => path[name];

    /// <summary>Whether the path has such a part.</summary>
    public bool HasPath(string name) => path.ContainsKey(name);

    /// <summary>A number in the path; -1, which no object has, where it is none.</summary>
    public int PathId(string name) =>
        int.TryParse(path[name], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : -1;
}
