namespace Drydock.Drivers.Oob.Ipmi.Session;

/// <summary>How many bytes of stored data a BMC is asked for at a time: fewer as soon as it says that they are too many.</summary>
internal sealed class ReadWindow
{
    private const int Least = 8;

    private int _size = 64;

    public int Limit(int wanted) => wanted < _size ? wanted : _size;

    /// <returns>Whether the completion code may mean that too much was asked for, and less is worth a try.</returns>
    public bool Narrow(byte completion)
    {
        if (completion is not (CompletionCode.LengthInvalid or CompletionCode.LengthExceeded or CompletionCode.OutOfRange
            or CompletionCode.CannotReturnThatMany or CompletionCode.InvalidField or CompletionCode.Unspecified) || _size == Least)
        {
            return false;
        }

        _size /= 2;
        return true;
    }
}
