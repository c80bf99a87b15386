using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using Drydock.Design;

namespace Drydock.Core.Tests.Design;

/// <summary>The same texts give equal sites, and nothing changes a site once it is made.</summary>
public sealed class PurityTests
{
    [Fact]
    public void Compiling_twice_gives_equal_sites()
    {
        foreach (var recorded in RecordedCase.All)
        {
            var (first, second) = (Check(recorded.Text), Check(recorded.Text));

            Assert.NotSame(first.Site, second.Site);
            Assert.Equal(first.Site.Nodes, second.Site.Nodes);
            Assert.Equal(first.Site.Networks, second.Site.Networks);
            Assert.Equal(first.Site.NetworkLinks, second.Site.NetworkLinks);
            Assert.Equal(first.Site.HostProfiles, second.Site.HostProfiles);
            Assert.Equal(first.Site.BootActions, second.Site.BootActions);
            Assert.Equal(first.Findings, second.Findings);
        }
    }

    [Fact]
    public void No_type_of_a_site_can_be_changed()
    {
        var seen = new HashSet<Type>();
        var settable = new List<string>();
        Visit(typeof(SiteDesign), seen, settable);

        Assert.True(seen.Count > 20, "The walk over the types came to few of them.");
        Assert.Empty(settable);
    }

    private static void Visit(Type type, HashSet<Type> seen, List<string> settable)
    {
        foreach (var argument in type.GetGenericArguments()) Visit(argument, seen, settable);
        if (type.Namespace?.StartsWith("Drydock", StringComparison.Ordinal) != true || type.IsEnum || !seen.Add(type)) return;
        settable.AddRange(type.GetFields().Where(field => !field.IsInitOnly && !field.IsLiteral).Select(field => $"{type.Name}.{field.Name}"));
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var isInit = property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers()
                .Any(modifier => modifier.FullName == typeof(IsExternalInit).FullName) ?? true;
            if (!isInit) settable.Add($"{type.Name}.{property.Name}");
            if (property.PropertyType.IsArray || (property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(List<>)))
                settable.Add($"{type.Name}.{property.Name} is a {property.PropertyType.Name}");
            Visit(property.PropertyType, seen, settable);
        }
    }

    private static SiteReading Check(string text) => new Core.Design.SiteDesignReader().Check([new SiteSource("site.yaml", text)]);
}
