using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.XPath;
using Drydock.Lab.Maas.Api;
using Drydock.Lab.Maas.Life;
using Drydock.Lab.Maas.Model;
using Drydock.Lab.Maas.Rendering;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Maas.Handlers;

/// <summary><c>tags/</c> and <c>tags/{name}/</c>.</summary>
internal static class TagHandlers
{
    private static readonly Regex NameForm = new(@"^[\w.-]+$", RegexOptions.CultureInvariant);

    public static void Map(Router router)
    {
        router.Map("tags/")
            .Get(call => MaasReply.Json(new JArray(call.Region.Tags.Select(tag => tag.Json()))))
            .On("POST", null, Create, admin: true);
        router.Map("tags/{name}/")
            .Get(call => MaasReply.Json(Find(call).Json()))
            .On("PUT", null, Update, admin: true)
            .On("DELETE", null, Delete, admin: true)
            .Get("nodes", call => Nodes(call, Tagged(call)))
            .Get("machines", call => Nodes(call, Tagged(call).Where(node => !node.IsRack)))
            .Get("rack_controllers", call => Nodes(call, Tagged(call).Where(node => node.IsRack)))
            .Get("devices", _ => MaasReply.Json(new JArray()))
            .Get("region_controllers", _ => MaasReply.Json(new JArray()))
            .On("POST", "update_nodes", UpdateNodes, admin: true, formOnly: true)
            .On("POST", "rebuild", Rebuild, admin: true);
    }

    private static Tag Find(MaasCall call) => call.Region.Tags.Find(tag => tag.Name == call.Path("name")) ?? throw MaasError.NotFound("Tag");

    private static IEnumerable<Node> Tagged(MaasCall call)
    {
        var name = Find(call).Name;
        return call.Region.Nodes.Where(node => node.Tags.Contains(name));
    }

    private static MaasReply Nodes(MaasCall call, IEnumerable<Node> nodes) =>
        MaasReply.Json(new JArray(nodes.Select(node => node.IsRack ? node.RackJson(call.Region) : node.Json(call.Region))));

    private static MaasReply Create(MaasCall call)
    {
        var tag = new Tag { Name = call.Form.RequiredText("name") };
        Check(call, null);
        Fill(call, tag);
        call.Region.Tags.Add(tag);
        return MaasReply.Json(tag.Json());
    }

    private static MaasReply Update(MaasCall call)
    {
        var tag = Find(call);
        Check(call, tag);
        if (call.Form.Text("name") is { Length: > 0 } name && name != tag.Name)
        {
            foreach (var node in call.Region.Nodes.Where(node => node.Tags.Remove(tag.Name))) node.Tags.Add(name);
            tag.Name = name;
        }

        Fill(call, tag);
        return MaasReply.Json(tag.Json());
    }

    private static MaasReply Delete(MaasCall call)
    {
        var tag = Find(call);
        call.Region.Tags.Remove(tag);
        foreach (var node in call.Region.Nodes) node.Tags.Remove(tag.Name);
        return MaasReply.NoContent();
    }

    private static MaasReply UpdateNodes(MaasCall call)
    {
        var tag = Find(call);
        // Ids that nobody has are passed over in silence; a node that has the tag already counts again.
        var added = call.Body.All("add").Select(call.Region.FindNode).Where(node => node is not null).ToList();
        var removed = call.Body.All("remove").Select(call.Region.FindNode).Where(node => node is not null).ToList();
        foreach (var node in added) node!.Tags.Add(tag.Name);
        foreach (var node in removed) node!.Tags.Remove(tag.Name);
        return MaasReply.Json(new JObject { ["added"] = added.Count, ["removed"] = removed.Count });
    }

    private static MaasReply Rebuild(MaasCall call)
    {
        var tag = Find(call);
        Evaluate(call.Region, tag);
        return MaasReply.Json(new JObject { ["rebuilding"] = tag.Name });
    }

    private static void Check(MaasCall call, Tag? self)
    {
        var form = call.Form;
        var name = form.Text("name");
        if (!string.IsNullOrEmpty(name))
        {
            if (!NameForm.IsMatch(name)) form.Error("name", "Enter a valid value.");
            else if (call.Region.Tags.Exists(other => other != self && other.Name == name)) form.Error("name", "Tag with this Name already exists.");
        }

        if (form.HasText("definition") && !IsXPath(form.Text("definition")!)) form.Error("definition", "Invalid xpath expression: Invalid expression");
        form.Check();
    }

    private static void Fill(MaasCall call, Tag tag)
    {
        var form = call.Form;
        if (form.Has("comment")) tag.Comment = form.Text("comment")!;
        if (form.Has("kernel_opts")) tag.KernelOptions = form.Text("kernel_opts")!;
        if (!form.Has("definition")) return;
        tag.Definition = form.Text("definition")!;
        if (tag.Definition.Length > 0) Evaluate(call.Region, tag);
    }

    /// <summary>A tag with a definition belongs to the machines whose inventory it matches.</summary>
    private static void Evaluate(Region region, Tag tag)
    {
        foreach (var node in region.Machines)
        {
            var lshw = node.CurrentSet(ScriptKind.Commissioning)?.Results.Find(result => result.Script.Name == BuiltInScripts.Lshw)?.Output;
            if (string.IsNullOrEmpty(lshw) || tag.Definition.Length == 0) continue;
            var document = new XmlDocument { XmlResolver = null };
            document.LoadXml(lshw);
            var found = document.CreateNavigator()!.Evaluate(tag.Definition) switch
            {
                XPathNodeIterator nodes => nodes.Count > 0,
                bool truth => truth,
                string text => text.Length > 0,
                double number => number > 0,
                _ => false,
            };
            if (found) node.Tags.Add(tag.Name);
            else node.Tags.Remove(tag.Name);
        }
    }

    private static bool IsXPath(string text)
    {
        try
        {
            XPathExpression.Compile(text);
            return true;
        }
        catch (XPathException)
        {
            return false;
        }
    }
}
