using System.Linq;
using System.Text.RegularExpressions;
using Drydock.Lab.Maas.Api;
using Drydock.Lab.Maas.Model;
using Drydock.Lab.Maas.Rendering;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Maas.Handlers;

/// <summary>DNS: <c>domains/</c> and <c>dnsresources/</c>.</summary>
internal static class DomainHandlers
{
    private static readonly Regex NameForm = new("^([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*$", RegexOptions.CultureInvariant);

    public static void Map(Router router)
    {
        router.Map("domains/")
            .Get(call => MaasReply.Json(new JArray(call.Region.Domains.Values.Select(domain => domain.Json(call.Region)))))
            .On("POST", null, Create, admin: true);
        router.Map("domains/{id}/")
            .Get(call => MaasReply.Json(Find(call).Json(call.Region)))
            .On("PUT", null, Update, admin: true)
            .On("DELETE", null, Delete, admin: true)
            .On("POST", "set_default", SetDefault, admin: true);
        router.Map("dnsresources/").Get(ListResources).Post(CreateResource);
        router.Map("dnsresources/{id}/")
            .Get(call => MaasReply.Json(FindResource(call).Json(call.Region)))
            .Delete(DeleteResource);
    }

    private static Domain Find(MaasCall call) =>
        call.Region.Domains.TryGetValue(call.PathId("id"), out var domain) ? domain : throw MaasError.NotFound("Domain");

    private static DnsResource FindResource(MaasCall call) =>
        call.Region.DnsResources.TryGetValue(call.PathId("id"), out var resource) ? resource : throw MaasError.NotFound("DNSResource");

    private static MaasReply Create(MaasCall call)
    {
        var name = call.Form.RequiredText("name");
        CheckName(call, name, null);
        call.Form.Number("ttl", 1, 604800);
        call.Form.Check();
        var domain = new Domain { Id = call.Region.NextId("domain"), Name = name };
        Fill(call.Form, domain);
        call.Region.Domains.Add(domain.Id, domain);
        return MaasReply.Json(domain.Json(call.Region));
    }

    private static MaasReply Update(MaasCall call)
    {
        var domain = Find(call);
        if (call.Form.HasText("name")) CheckName(call, call.Form.Text("name")!, domain);
        call.Form.Number("ttl", 1, 604800);
        call.Form.Check();
        if (call.Form.HasText("name")) domain.Name = call.Form.Text("name")!;
        Fill(call.Form, domain);
        return MaasReply.Json(domain.Json(call.Region));
    }

    private static void CheckName(MaasCall call, string name, Domain? self)
    {
        if (name.Length > 0 && !NameForm.IsMatch(name))
        {
            call.Form.Error("name", "Domain name contains invalid characters.");
            call.Form.Error("name", $"Label contains disallowed characters: '{name}'.");
        }
        else if (call.Region.Domains.Values.Any(other => other != self && other.Name == name))
        {
            call.Form.Error("name", "Domain with this Name already exists.");
        }
    }

    private static void Fill(Form form, Domain domain)
    {
        domain.Authoritative = form.Flag("authoritative") ?? domain.Authoritative;
        if (form.Has("ttl")) domain.Ttl = (int?)form.Number("ttl");
    }

    private static MaasReply Delete(MaasCall call)
    {
        var domain = Find(call);
        if (domain == call.Region.DefaultDomain) throw MaasError.BadRequest("This domain is the default domain, it cannot be deleted.");
        if (call.Region.Nodes.Any(node => node.Domain == domain) || call.Region.DnsResources.Values.Any(resource => resource.Domain == domain))
            throw MaasError.BadRequest("Domain " + domain.Name + " is in use by machines or DNS resources.");
        call.Region.Domains.Remove(domain.Id);
        return MaasReply.NoContent();
    }

    private static MaasReply SetDefault(MaasCall call)
    {
        call.Region.DefaultDomain = Find(call);
        return MaasReply.Json(call.Region.DefaultDomain.Json(call.Region));
    }

    private static MaasReply ListResources(MaasCall call)
    {
        var resources = call.Region.DnsResources.Values.AsEnumerable();
        if (call.Query.Find("fqdn") is { } fqdn) resources = resources.Where(resource => resource.Fqdn == fqdn);
        if (call.Query.Find("domain") is { } domain) resources = resources.Where(resource => resource.Domain.Name == domain);
        return MaasReply.Json(new JArray(resources.Select(resource => resource.Json(call.Region))));
    }

    private static MaasReply CreateResource(MaasCall call)
    {
        var form = call.Form;
        var (name, domainName) = (form.Text("name") ?? "", form.Text("domain") ?? "");
        if (form.Text("fqdn") is { Length: > 0 } fqdn)
        {
            var dot = fqdn.IndexOf('.');
            (name, domainName) = dot < 0 ? (fqdn, "") : (fqdn.Substring(0, dot), fqdn.Substring(dot + 1));
        }

        var domain = call.Region.Domains.Values.FirstOrDefault(candidate => candidate.Name == domainName);
        if (domain is null) form.Error("domain", "Unable to find domain " + domainName);
        if (name.Length == 0) form.Error("name", Form.Required);
        var addresses = form.Words("ip_addresses").Select(text => (Text: text, Address: IpNumber.Parse(text))).ToList();
        foreach (var (text, _) in addresses.Where(pair => pair.Address is null)) form.Error("ip_addresses", $"Enter a valid IP address: {text}.");
        form.Check();
        var resource = new DnsResource
        {
            Id = call.Region.NextId("dnsresource"),
            Name = name,
            Domain = domain!,
            Addresses = [.. addresses.Select(pair => pair.Address!.Value)],
            AddressTtl = (int?)form.Number("address_ttl"),
            Owner = call.User,
            Created = call.Region.Clock.UtcNow,
        };
        call.Region.DnsResources.Add(resource.Id, resource);
        return MaasReply.Json(resource.Json(call.Region));
    }

    private static MaasReply DeleteResource(MaasCall call)
    {
        call.Region.DnsResources.Remove(FindResource(call).Id);
        return MaasReply.NoContent();
    }
}
