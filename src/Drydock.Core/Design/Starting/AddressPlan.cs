using System.Globalization;
using Drydock.Errors;

namespace Drydock.Core.Design.Starting;

/// <summary>
/// How a starter site uses an IPv4 network: gateway first, nine addresses set aside with it, then one for each node and
/// what else there is.
/// </summary>
internal sealed class AddressPlan
{
    private const int SetAside = 9;

    private readonly uint _first;
    private readonly uint _last;

    /// <summary>Plans a network.</summary>
    /// <param name="option">What the network is for, as the option is called.</param>
    /// <param name="cidr">The network.</param>
    /// <param name="nodes">How many nodes get an address.</param>
    /// <exception cref="DrydockException">The text is no IPv4 network, or too small a one.</exception>
    public AddressPlan(string option, string cidr, int nodes)
    {
        Option = option;
        Cidr = cidr;
        var parts = (cidr ?? "").Split('/');
        if (parts.Length != 2 || !TryAddress(parts[0], out _first) || !TryNumber(parts[1], 30, out var length) || length < 1)
            throw NotPossible($"{option} is '{cidr}'; expected an IPv4 network such as 10.20.0.0/24, with a prefix of at most 30 bits.", cidr);
        var size = 1L << (32 - (int)length);
        _last = (uint)(_first + size - 1);
        if (_first % size != 0)
            throw NotPossible($"{option} is '{cidr}', an address within a network; the network begins at {Text((uint)(_first - (_first % size)))}.", cidr);
        if (size < nodes + SetAside + 3)
            throw NotPossible($"{option} {cidr} is too small: {nodes} nodes, {SetAside} addresses set aside, network and broadcast need {nodes + SetAside + 3} addresses.", cidr);
    }

    public string Option { get; }

    public string Cidr { get; }

    public string Gateway => Text(_first + 1);

    /// <summary>The last address that is set aside.</summary>
    public string Reserved => Text(_first + SetAside);

    /// <summary>The first address for nodes.</summary>
    public string First => Node(0);

    /// <summary>The last address for nodes.</summary>
    public string Last => Text(_last - 1);

    /// <summary>The address of a node, counted from 0.</summary>
    public string Node(int index) => Text(_first + SetAside + 1 + (uint)index);

    public bool Overlaps(AddressPlan other) => _first <= other._last && other._first <= _last;

    public static DrydockException NotPossible(string message, object? target) => new(ErrorCatalogue.DesignNotPossible, message) { Target = target };

    private static bool TryAddress(string text, out uint address)
    {
        address = 0;
        var parts = text.Split('.');
        foreach (var part in parts)
        {
            if (!TryNumber(part, 255, out var number)) return false;
            address = (address << 8) | number;
        }
        return parts.Length == 4;
    }

    private static bool TryNumber(string text, uint most, out uint number) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= most;

    private static string Text(uint address) =>
        string.Format(CultureInfo.InvariantCulture, "{0}.{1}.{2}.{3}", address >> 24, (address >> 16) & 255, (address >> 8) & 255, address & 255);
}
