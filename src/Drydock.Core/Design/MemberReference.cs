namespace Drydock.Core.Design;

/// <summary>A member of a RAID or bcache as a design names it: a device (<c>disk1</c>), or a partition of one (<c>disk1/mirror</c>).</summary>
/// <param name="Text">As written.</param>
public sealed record MemberReference(string Text)
{
    private readonly int _slash = Text.LastIndexOf('/');

    /// <summary>The device's name.</summary>
    public string Device => _slash < 0 ? Text : Text.Substring(0, _slash);

    /// <summary>The partition's name; null for the whole device.</summary>
    public string? Partition => _slash < 0 ? null : Text.Substring(_slash + 1);
}
