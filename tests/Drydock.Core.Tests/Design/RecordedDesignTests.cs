using System.IO;
using System.Linq;
using Drydock.Design;
using Newtonsoft.Json.Linq;

namespace Drydock.Core.Tests.Design;

/// <summary>
/// Designs whose effective models airshipit/drydock was seen to make. Each file holds the documents that differ from the
/// base site, and in its first line the fields that then differ from the base site's.
/// </summary>
public sealed class RecordedDesignTests
{
    private const string Expected = "# expected: ";

    private static readonly JObject BaseModel = JObject.Parse(File.ReadAllText(Path.Combine(Designs.Folder, "base.json")));

    public static TheoryData<string> Cases => [.. Directory.GetFiles(Designs.Folder, "*.yaml")
        .Select(file => Path.GetFileNameWithoutExtension(file)!).Where(name => name != "base").Order()];

    [Fact]
    public void The_base_site_is_as_recorded() => AssertEqual(BaseModel, Model(Designs.Read(Designs.Base)));

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_changed_site_is_as_recorded(string name)
    {
        var text = File.ReadAllText(Path.Combine(Designs.Folder, name + ".yaml"));
        var expected = JObject.Parse(text.Split('\n')[0].Substring(Expected.Length));

        var actual = Model(Designs.ReadChanged(text));

        foreach (var (part, documents) in expected)
        {
            foreach (var (document, fields) in (JObject)documents!)
            {
                var wanted = fields is JObject delta ? Merged(BaseModel[part]![document] as JObject ?? [], delta) : fields!;
                AssertEqual(wanted, actual[part]![document]!);
            }
        }
        foreach (var part in BaseModel.Properties())
        {
            foreach (var document in ((JObject)part.Value).Properties().Where(document => expected[part.Name]?[document.Name] is null))
                AssertEqual(document.Value, actual[part.Name]![document.Name]!);
        }
    }

    /// <summary>The model as text would give it, in which a null text is null.</summary>
    private static JObject Model(SiteReading reading) => JObject.Parse(EffectiveModel.Of(reading.Site).ToString());

    private static JObject Merged(JObject recorded, JObject changes)
    {
        var merged = (JObject)recorded.DeepClone();
        foreach (var change in changes.Properties()) merged[change.Name] = change.Value;
        return merged;
    }

    private static void AssertEqual(JToken expected, JToken actual)
    {
        if (!JToken.DeepEquals(expected, actual)) Assert.Equal(expected.ToString(), actual.ToString());
    }
}
