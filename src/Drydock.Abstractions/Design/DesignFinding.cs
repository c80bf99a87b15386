namespace Drydock.Design;

/// <summary>Something that is wrong, or odd, in a site design.</summary>
public sealed record DesignFinding
{
    /// <summary>The rule's code, for example <c>DD1001</c>.</summary>
    public string Code { get; init; } = "";

    /// <summary>The rule's name, unique where upstream used a code twice.</summary>
    public string Rule { get; init; } = "";

    /// <summary>How bad it is.</summary>
    public FindingSeverity Severity { get; init; }

    /// <summary>What is wrong: document, field and value, and what was expected.</summary>
    public string Message { get; init; } = "";

    /// <summary>The document, as <c>Kind/name</c>; null where the text is no document.</summary>
    public string? Document { get; init; }

    /// <summary>
    /// Names of the nodes that it concerns, in the order of the design. Where a value is inherited, the document is the
    /// host profile that it is written in and these are the nodes that inherit it.
    /// </summary>
    public ItemList<string> Nodes { get; init => field = value ?? ItemList<string>.Empty; } = ItemList<string>.Empty;

    /// <summary>Where in the document, for example <c>.storage.physical_devices.sda</c>.</summary>
    public string? Path { get; init; }

    /// <summary>Where in the files; null for what concerns the check and not the design.</summary>
    public SourceLocation? Location { get; init; }

    /// <summary>The file's path as given, or <c>-</c> for standard input; null without a place.</summary>
    public string? File => Location?.File;

    /// <summary>The line, from 1; null without a place.</summary>
    public int? Line => Location?.Line;

    /// <summary>The column, from 1; null without a place.</summary>
    public int? Column => Location?.Column;

    /// <summary>What to do about it.</summary>
    public string? Remedy { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{(Location is null ? "" : Location + ": ")}{Severity.ToString().ToLowerInvariant()} {Code}: {Message}";
}

/// <summary>How bad a finding is.</summary>
public enum FindingSeverity
{
    /// <summary>Good to know.</summary>
    Info,

    /// <summary>Probably not what was meant.</summary>
    Warning,

    /// <summary>The site cannot be built like this.</summary>
    Error,
}
