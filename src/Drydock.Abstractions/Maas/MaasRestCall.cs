using System.Collections.Generic;

namespace Drydock.Maas;

/// <summary>A request to any endpoint of MAAS's API 2.0.</summary>
public sealed record MaasRestCall
{
    /// <summary>The verb.</summary>
    public MaasVerb Verb { get; init; }

    /// <summary>The path below the API's root, for example <c>machines/4dpwwg/</c>.</summary>
    public string Path { get; init; } = "";

    /// <summary>The operation; null for none.</summary>
    public string? Operation { get; init; }

    /// <summary>Fields in their order: the query of a GET or DELETE, else the form. A name may come several times.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Fields { get; init; } = [];

    /// <summary>Files to send; the form is multipart then.</summary>
    public IReadOnlyList<MaasFile> Files { get; init; } = [];
}

/// <summary>A verb of MAAS's API.</summary>
public enum MaasVerb
{
    /// <summary>Reads.</summary>
    Get,

    /// <summary>Creates, or calls an operation.</summary>
    Post,

    /// <summary>Changes.</summary>
    Put,

    /// <summary>Removes.</summary>
    Delete,
}

/// <summary>A file within a form.</summary>
/// <param name="Field">The field's name.</param>
/// <param name="FileName">The file's name.</param>
/// <param name="Content">What is in it.</param>
public sealed record MaasFile(string Field, string FileName, IReadOnlyList<byte> Content);

/// <summary>An answer of MAAS.</summary>
public sealed record MaasRestReply
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; init; }

    /// <summary>The media type; null for none.</summary>
    public string? ContentType { get; init; }

    /// <summary>The body as it came.</summary>
    public IReadOnlyList<byte> Body { get; init; } = [];

    /// <summary>
    /// What the body says: of JSON objects <see cref="IReadOnlyDictionary{TKey, TValue}"/> in their order, of lists
    /// <see cref="IReadOnlyList{T}"/>, else text, number, boolean or null; of other media types the text.
    /// </summary>
    public object? Value { get; init; }
}
