using System;
using System.Collections;
using System.Linq;
using System.Reflection;
using Drydock.Core.Design;
using Drydock.Design;

namespace Drydock.Core.Tests.Design;

/// <summary>Users make designs in code, where a list may be null: it is empty then, and brings nothing down.</summary>
public sealed class NullListTests
{
    [Fact]
    public void A_list_or_map_of_a_design_that_is_set_to_null_is_empty()
    {
        var lists = typeof(SiteDesign).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(SiteDesign).Namespace && !type.IsAbstract && type.GetConstructor(Type.EmptyTypes) is not null)
            .SelectMany(type => type.GetProperties().Where(property => property.CanWrite && IsList(property.PropertyType) && !MayBeNull(property)).Select(property => (type, property))).ToList();
        Assert.True(lists.Count > 50);
        foreach (var (type, property) in lists)
        {
            var made = Activator.CreateInstance(type);
            property.SetValue(made, null);
            Assert.True(property.GetValue(made) is IEnumerable list && !list.Cast<object>().Any(), $"{type.Name}.{property.Name}");
        }
    }

    [Fact]
    public void A_site_without_anything_is_checked() =>
        Assert.NotNull(new SiteDesignReader().Check(new SiteDesign { Nodes = new([new BaremetalNode { Name = "x", Tags = null!, Oob = null! }]), Networks = null! }, new DesignCheckOptions()));

    private static bool MayBeNull(PropertyInfo property) => new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable;

    private static bool IsList(Type type) => type == typeof(TextMap) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ItemList<>));
}
