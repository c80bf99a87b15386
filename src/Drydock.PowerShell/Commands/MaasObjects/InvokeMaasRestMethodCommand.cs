using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text;
using Drydock.Maas;
using Drydock.PowerShell.Base;
using Drydock.PowerShell.Binding;

namespace Drydock.PowerShell.Commands;

/// <summary>Calls any endpoint of MAAS's API 2.0: verb, path, operation, fields and files.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "MaasRestMethod", SupportsShouldProcess = true)]
[OutputType(typeof(PSObject), typeof(string))]
public sealed class InvokeMaasRestMethodCommand : MaasCmdlet
{
    /// <summary>The path below the API's root, for example <c>machines/</c>, or a <c>resource_uri</c> of MAAS's answers.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The operation (<c>op</c>).</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? Operation { get; set; }

    /// <summary>The verb.</summary>
    [Parameter]
    public MaasVerb Method { get; set; } = MaasVerb.Get;

    /// <summary>Fields; a list gives a field several times, a file (Get-Item) is sent as such.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Form { get; set; }

    /// <summary>Writes the answer's body to a file.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>Returns the answer's text as it came.</summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var call = Call();
        var what = $"{call.Verb.ToString().ToUpperInvariant()} {call.Path}" + (Operation is null ? "" : $" (op={Operation})");
        if (Method != MaasVerb.Get && !ShouldChange(what)) return;
        if (!TryAwait(cancel => Session.CallAsync(call, cancel), what, out var reply)) return;
        if (OutFile is not null) File.WriteAllBytes(GetUnresolvedProviderPathFromPSPath(OutFile), [.. reply.Body]);
        else if (Raw) WriteObject(Encoding.UTF8.GetString([.. reply.Body]));
        else if (reply.Value is not null) WriteObject(PlainObjects.Of(reply.Value), enumerateCollection: true);
    }

    private MaasRestCall Call()
    {
        var fields = new List<KeyValuePair<string, string>>();
        var files = new List<MaasFile>();
        foreach (DictionaryEntry entry in Form ?? new Hashtable())
        {
            var name = entry.Key.ToString()!;
            var value = entry.Value is PSObject wrapped ? wrapped.BaseObject : entry.Value;
            if (value is FileInfo file) files.Add(new(name, file.Name, File.ReadAllBytes(file.FullName)));
            else if (value is IEnumerable items and not string) fields.AddRange(items.Cast<object?>().Select(item => new KeyValuePair<string, string>(name, FieldText(item))));
            else fields.Add(new(name, FieldText(value)));
        }

        return new() { Verb = Method, Path = Path, Operation = Operation, Fields = fields, Files = files };
    }
}
