using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace Drydock.Core.Design.Compilation;

/// <summary>Takes two objects for equal only if they are one.</summary>
internal sealed class ByReference<T> : IEqualityComparer<T>
    where T : class
{
    public static readonly ByReference<T> Instance = new();

    public bool Equals(T? left, T? right) => ReferenceEquals(left, right);

    public int GetHashCode(T item) => RuntimeHelpers.GetHashCode(item);
}
