using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Bmc.Redfish;

/// <summary>Accounts and their roles (DSP0268, ManagerAccount and Role); never their passwords.</summary>
internal static class RedfishAccounts
{
    public const string Service = RedfishResources.Root + "/AccountService";

    private static readonly Dictionary<BmcPrivilege, (string Role, string[] Privileges)> Roles = new()
    {
        [BmcPrivilege.Callback] = ("NoAccess", ["Login"]),
        [BmcPrivilege.User] = ("ReadOnly", ["Login", "ConfigureSelf"]),
        [BmcPrivilege.Operator] = ("Operator", ["Login", "ConfigureComponents", "ConfigureSelf"]),
        [BmcPrivilege.Administrator] = ("Administrator", ["Login", "ConfigureManager", "ConfigureUsers", "ConfigureComponents", "ConfigureSelf"]),
    };

    public static void AddTo(RedfishResources resources, BmcSettings settings)
    {
        resources.Add(Service, () => RedfishJson.Resource(Service, "#AccountService.v1_7_2.AccountService", "Account service", new JObject
        {
            ["ServiceEnabled"] = true,
            ["Accounts"] = RedfishJson.Link(Service + "/Accounts"),
            ["Roles"] = RedfishJson.Link(Service + "/Roles"),
            ["Status"] = RedfishJson.Healthy(),
        }));
        resources.AddAll(Service + "/Roles", "Role", [.. Roles.Values.Select(each => (PathOf(each.Role), (Func<JObject>)(() => Describe(each.Role, each.Privileges))))]);
        resources.AddAll(Service + "/Accounts", "ManagerAccount", [.. settings.Accounts.Select((account, index) =>
        {
            var path = Service + "/Accounts/" + RedfishJson.Number(index + 1);
            return (path, (Func<JObject>)(() => Describe(path, account)));
        })]);
    }

    private static string PathOf(string role) => Service + "/Roles/" + role;

    private static JObject Describe(string role, string[] privileges) => RedfishJson.Resource(PathOf(role), "#Role.v1_2_4.Role", role, new JObject
    {
        ["RoleId"] = role,
        ["IsPredefined"] = true,
        ["AssignedPrivileges"] = RedfishJson.Texts(privileges),
    });

    private static JObject Describe(string path, BmcAccount account) => RedfishJson.Resource(path, "#ManagerAccount.v1_6_3.ManagerAccount", "Account", new JObject
    {
        ["UserName"] = account.Name,
        ["Password"] = null,
        ["Enabled"] = true,
        ["Locked"] = false,
        ["RoleId"] = Roles[account.Privilege].Role,
        ["Links"] = new JObject { ["Role"] = RedfishJson.Link(PathOf(Roles[account.Privilege].Role)) },
    });
}
