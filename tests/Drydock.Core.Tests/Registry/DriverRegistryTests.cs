using System;
using System.Linq;
using System.Reflection;
using Drydock.Core.Registry;
using Drydock.Design;
using Drydock.Drivers;
using Drydock.Errors;

namespace Drydock.Core.Tests.Registry;

public sealed class DriverRegistryTests
{
    [Fact]
    public void The_driver_named_last_serves_a_type_in_any_case()
    {
        var registry = new DriverRegistry([Driver("first", "ipmi"), Driver("second", "ipmi", "other")]);
        Assert.Equal("second", registry.FindOob(Node("IPMI")).Name);
    }

    [Theory]
    [InlineData("steam", "Drydock.Driver.Unknown")]
    [InlineData(null, "Drydock.Node.Misconfigured")]
    public void What_no_driver_serves_is_an_error_that_lists_the_known_types(string? type, string id)
    {
        var error = Assert.Throws<DrydockException>(() => new DriverRegistry([Driver("a", "redfish"), Driver("b", "ipmi")]).FindOob(Node(type)));
        Assert.Equal((id, "n1"), (error.Error.Id, error.Target));
        Assert.Contains("ipmi, redfish", error.Message);
    }

    [Fact]
    public void Ids_of_the_catalogue_are_unique_and_have_a_remedy()
    {
        Assert.Equal(ErrorCatalogue.All.Count, ErrorCatalogue.All.Select(error => error.Id).Distinct().Count());
        Assert.All(ErrorCatalogue.All, error => Assert.Matches(@"^Drydock(\.[A-Z]\w+)+$", error.Id));
        Assert.All(ErrorCatalogue.All, error => Assert.NotEmpty(error.Remedy));
    }

    private static BaremetalNode Node(string? type) => new() { Name = "n1", Oob = new OobSettings { Type = type } };

    private static IOobDriver Driver(string name, params string[] types)
    {
        var driver = DispatchProxy.Create<IOobDriver, Named>();
        ((Named)(object)driver).Says = (name, types);
        return driver;
    }

    public class Named : DispatchProxy
    {
        internal (string Name, string[] Types) Says { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
        {
            "get_Name" => Says.Name,
            "get_Types" => Says.Types,
            _ => throw new InvalidOperationException(targetMethod.Name),
        };
    }
}
