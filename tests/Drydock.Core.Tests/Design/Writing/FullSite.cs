using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using Drydock.Design;

namespace Drydock.Core.Tests.Design.Writing;

/// <summary>
/// A site in which every property of every model has a value, made by reflection; and that site with one of them other.
/// A property that is added to a model is in it by itself, so that nobody can forget it.
/// </summary>
internal static class FullSite
{
    /// <summary>Properties that say nothing a document says: places, back references, and what compilation works out.</summary>
    private static readonly HashSet<string> Computed =
        ["Source", "Site", "Texts", "HostProfiles", "HostProfile", "Selectors", "TargetNodes", "DisabledComponents", "Fqdn"];

    /// <summary>Every property by its path, with a function that makes the full site in which that one is other.</summary>
    public static IEnumerable<(string Path, Func<SiteDesign> Changed)> Changes() =>
        Paths(typeof(SiteDesign), "").Select<string, (string, Func<SiteDesign>)>(path => (path, () => Changed(path)));

    private static SiteDesign Changed(string path)
    {
        var site = Site();
        Change(site, path.Split('.'));
        return site;
    }

    public static SiteDesign Site() => (SiteDesign)Make(typeof(SiteDesign), "site");

    private static IEnumerable<string> Paths(Type type, string prefix) => SiteComparison.Properties(type)
        .Where(property => !Computed.Contains(property.Name))
        .SelectMany(property => Model(property.PropertyType) is { } inner ? Paths(inner, prefix + property.Name + ".") : [prefix + property.Name]);

    /// <summary>The model in a property, or in its list.</summary>
    private static Type? Model(Type type)
    {
        var item = Item(type) ?? type;
        return item != typeof(DeviceSelector) && SiteComparison.IsModel(item) ? item : null;
    }

    private static Type? Item(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ItemList<>) ? type.GetGenericArguments()[0] : null;

    private static object Make(Type type, string seed)
    {
        var constructor = type.GetConstructors().OrderBy(candidate => candidate.GetParameters().Length).First(candidate => candidate.IsPublic);
        var made = constructor.Invoke(new object?[constructor.GetParameters().Length]);
        // A secret and the reference to it exclude one another.
        var properties = SiteComparison.Properties(type)
            .Where(property => !Computed.Contains(property.Name) && property.PropertyType != typeof(SecretReference));
        foreach (var property in properties) property.SetValue(made, Value(property.PropertyType, property.Name, seed));
        return made;
    }

    private static object Value(Type type, string name, string seed)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        // Whether a repository states its pockets shows only where it switches none off.
        if (name == "DisabledPockets") return ItemList<string>.Empty;
        if (Item(type) is { } item)
        {
            var items = Array.CreateInstance(item, 1);
            items.SetValue(Value(item, name, seed), 0);
            return Activator.CreateInstance(type, items)!;
        }
        return type == typeof(string) ? Known(name, seed)
            : type == typeof(int) ? 4
            : type == typeof(bool) ? true
            : type == typeof(TimeSpan) ? TimeSpan.FromSeconds(4)
            : type == typeof(Uri) ? new Uri("http://10.0.0.4/")
            : type == typeof(Secret) ? new Secret(seed)
            : type == typeof(TextMap) ? new TextMap([new("key", seed)])
            : type.IsEnum ? Enum.GetValues(type).GetValue(0)!
            : Make(type, seed);
    }

    /// <summary>A value that suits properties of a name, where any text would not do.</summary>
    private static string Known(string name, string seed) => name switch
    {
        "Address" => "10.0.0.4",
        "RepositoryType" => "apt",
        "Type" => "file",
        _ => seed,
    };

    private static void Change(object owner, string[] path)
    {
        var property = owner.GetType().GetProperty(path[0])!;
        if (path.Length > 1)
        {
            var inner = property.GetValue(owner)!;
            Change(inner is IEnumerable items and not TextMap ? items.Cast<object>().First() : inner, path[1..]);
            return;
        }
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        property.SetValue(owner, type switch
        {
            _ when type == typeof(bool) => !(bool)property.GetValue(owner)!,
            _ when type == typeof(int) => 5,
            _ when type == typeof(TimeSpan) => TimeSpan.FromSeconds(5),
            _ when type == typeof(Uri) => new Uri("http://10.0.0.5/"),
            _ when type == typeof(string) => "other",
            _ when type == typeof(Secret) => new Secret("other"),
            _ when type == typeof(SecretReference) => SecretReference.Parse("env://OTHER"),
            _ when type == typeof(TextMap) => new TextMap([new("key", "other")]),
            _ when type == typeof(ItemList<string>) => new ItemList<string>(property.Name == "DisabledPockets" ? ["security"] : ["other"]),
            _ when type.IsEnum => Enum.GetValues(type).Cast<object>().Last(),
            _ => throw new NotSupportedException($"{property.DeclaringType!.Name}.{property.Name} is a {type}: say here how one differs from another."),
        });
    }
}
