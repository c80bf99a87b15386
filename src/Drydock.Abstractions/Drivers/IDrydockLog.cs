namespace Drydock.Drivers;

/// <summary>Where drivers say what they do. Called from any thread; texts hold no secret.</summary>
public interface IDrydockLog
{
    /// <summary>Writes a line.</summary>
    /// <param name="level">For whom it is.</param>
    /// <param name="message">The line.</param>
    void Write(LogLevel level, string message);
}

/// <summary>For whom a line of the log is.</summary>
public enum LogLevel
{
    /// <summary>Who debugs a protocol: requests and answers.</summary>
    Debug,

    /// <summary>Who writes a runbook: endpoints, state changes, retries.</summary>
    Verbose,

    /// <summary>Everybody: surprising, but no hindrance.</summary>
    Warning,
}

/// <summary>A log that nobody reads.</summary>
public sealed class NoLog : IDrydockLog
{
    private NoLog()
    {
    }

    /// <summary>The only one.</summary>
    public static NoLog Instance { get; } = new();

    /// <inheritdoc/>
    public void Write(LogLevel level, string message)
    {
    }
}
