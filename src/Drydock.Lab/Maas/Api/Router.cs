using System;
using System.Collections.Generic;
using System.Linq;

namespace Drydock.Lab.Maas.Api;

/// <summary>Answers one operation.</summary>
internal delegate MaasReply Handler(MaasCall call);

/// <summary>One operation of a resource.</summary>
internal sealed record Operation(Handler Handler, bool AdminOnly, bool ReadsFormOnly, bool Anonymous);

/// <summary>A path and what can be done with it, by verb and <c>op</c>.</summary>
internal sealed class Resource(string template)
{
    private readonly Dictionary<(string Verb, string? Op), Operation> _operations = [];

    public string Template { get; } = template;

    public string[] Segments { get; } = template.Split('/');

    /// <summary>True where somebody without a key may ask too.</summary>
    public bool HasAnonymous => _operations.Values.Any(operation => operation.Anonymous);

    public IEnumerable<string> Verbs => _operations.Keys.Select(key => key.Verb).Distinct();

    public IEnumerable<(string Verb, string? Op)> Signatures => _operations.Keys;

    public Resource On(string verb, string? op, Handler handler, bool admin = false, bool formOnly = false, bool anonymous = false)
    {
        _operations.Add((verb, op), new(handler, admin, formOnly, anonymous));
        return this;
    }

    public Resource Get(Handler handler) => On("GET", null, handler);

    public Resource Get(string op, Handler handler) => On("GET", op, handler);

    public Resource Post(Handler handler) => On("POST", null, handler);

    public Resource Post(string op, Handler handler) => On("POST", op, handler);

    public Resource Put(Handler handler) => On("PUT", null, handler);

    public Resource Delete(Handler handler) => On("DELETE", null, handler);

    public Operation? Find(string verb, string? op) => _operations.TryGetValue((verb, op), out var operation) ? operation : null;
}

/// <summary>Finds the resource of a path. Slashes at the end count.</summary>
internal sealed class Router
{
    private readonly List<Resource> _resources = [];
    private ILookup<int, Resource>? _byLength;

    public IReadOnlyList<Resource> Resources => _resources;

    public Resource Map(string template)
    {
        var resource = new Resource(template);
        _resources.Add(resource);
        return resource;
    }

    /// <summary>The resource of a path below <c>/MAAS/api/2.0/</c>, with the values of the template's names; null for none.</summary>
    public (Resource Resource, Dictionary<string, string> Values)? Find(string path)
    {
        _byLength ??= _resources.ToLookup(resource => resource.Segments.Length);
        var segments = path.Split('/');
        foreach (var resource in _byLength[segments.Length])
        {
            if (Match(resource.Segments, segments) is { } values) return (resource, values);
        }

        return null;
    }

    private static Dictionary<string, string>? Match(string[] template, string[] segments)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i].StartsWith("{", StringComparison.Ordinal))
            {
                if (segments[i].Length == 0) return null;
                values[template[i].Trim('{', '}')] = Uri.UnescapeDataString(segments[i]);
            }
            else if (template[i] != segments[i])
            {
                return null;
            }
        }

        return values;
    }
}
