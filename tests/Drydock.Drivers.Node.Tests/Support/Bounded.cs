using System;
using System.Threading.Tasks;

namespace Drydock.Drivers.Node.Tests.Support;

/// <summary>Every wait of a test ends.</summary>
public static class Bounded
{
    public static Task Soon(this Task task) => task.WaitAsync(TimeSpan.FromSeconds(60));

    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(TimeSpan.FromSeconds(60));
}
