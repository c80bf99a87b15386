using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Oob.Redfish.Http;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Oob.Redfish.Systems;

/// <summary>The role of an account and whether it is enough (DSP0268, ManagerAccount and Role).</summary>
/// <param name="Name">The role's name, for example <c>Operator</c>; null where the BMC does not let the account see it.</param>
/// <param name="MayChange">Whether it may switch power and set boot overrides; null where that is not known.</param>
internal sealed record AccountRole(string? Name, bool? MayChange)
{
    /// <summary>The privilege that power and boot take (DSP0266, 13.6).</summary>
    private const string Needed = "ConfigureComponents";

    private const string ReadOnly = "ReadOnly";

    public static async Task<AccountRole> FindAsync(RedfishService service, string account, CancellationToken cancel)
    {
        var accounts = await service.TryReadAsync(Json.Link(service.Root, "AccountService"), cancel);
        if (service.Roles is { } name) return await JudgeAsync(service, name, null, accounts, cancel);
        var entry = (await RedfishCollection.ReadAsync(service, Json.Link(accounts, "Accounts"), cancel))
            .FirstOrDefault(each => string.Equals(Json.Text(each, "UserName"), account, StringComparison.Ordinal));
        return entry is null ? new(null, null)
            : await JudgeAsync(service, Json.Text(entry, "RoleId"), Json.Link(Json.Object(entry, "Links"), "Role"), accounts, cancel);
    }

    private static async Task<AccountRole> JudgeAsync(
        RedfishService service, string? name, string? link, JObject? accounts, CancellationToken cancel)
    {
        if (name is null) return new(null, null);
        var roles = Json.Link(accounts, "Roles");
        var role = await service.TryReadAsync(link ?? (roles is null ? null : roles.TrimEnd('/') + "/" + Uri.EscapeDataString(name)), cancel);
        var privileges = Json.Texts(role, "AssignedPrivileges");
        return new(name, privileges is null ? (name == ReadOnly ? false : null) : privileges.Contains(Needed));
    }
}
