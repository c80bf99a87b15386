using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Tests.Maas.Replay;

/// <summary>One exchange with a real MAAS 3.4.10.</summary>
public sealed record Recording(string Name, string Verb, string Path, IReadOnlyList<(string Name, string Value)> Parameters, int Status, string ContentType, JToken Body)
{
    /// <summary>True where parameters went into the query, else into a multipart form.</summary>
    public bool InQuery { get; init; }

    /// <summary>Headers of a request that was recorded as it went over the wire; null for others.</summary>
    public JObject? Headers { get; init; }

    /// <summary>The body of such a request.</summary>
    public string? Raw { get; init; }

    /// <summary>All recordings by name.</summary>
    public static IReadOnlyDictionary<string, Recording> Load()
    {
        using var file = File.OpenRead(System.IO.Path.Combine(AppContext.BaseDirectory, "Fixtures", "maas-recordings.ndjson.br"));
        using var reader = new StreamReader(new BrotliStream(file, CompressionMode.Decompress));
        var recordings = new Dictionary<string, Recording>(StringComparer.Ordinal);
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            var recording = Read(line);
            recordings.Add(recording.Name, recording);
        }

        return recordings;
    }

    private static Recording Read(string line)
    {
        // Times stay text.
        var json = JsonConvert.DeserializeObject<JObject>(line, new JsonSerializerSettings { DateParseHandling = DateParseHandling.None })!;
        var parameters = (json["params"] ?? new JArray()).Select(pair => ((string)pair[0]!, (string)pair[1]!)).ToList();
        return new((string)json["name"]!, (string)json["verb"]!, (string)json["path"]!, parameters, (int)json["status"]!, (string)json["type"]!, json["body"]!)
        {
            InQuery = (string?)json["encoding"] == "query",
            Headers = json["headers"] as JObject,
            Raw = (string?)json["raw"],
        };
    }
}
