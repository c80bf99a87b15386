using System;

namespace Drydock.Lab.Bmc.Redfish;

/// <summary>Habits of real Redfish services that a simulated one takes on; without any it keeps to the standard.</summary>
public sealed record RedfishQuirks
{
    /// <summary>Habits of logging in.</summary>
    public LoginQuirks Login { get; init; } = new();

    /// <summary>Habits of speaking HTTP.</summary>
    public WireQuirks Wire { get; init; } = new();

    /// <summary>Habits of guarding changes by ETags.</summary>
    public ETagQuirks ETags { get; init; } = new();

    /// <summary>Habits of the boot override.</summary>
    public BootQuirks Boot { get; init; } = new();

    /// <summary>Habits of power.</summary>
    public PowerQuirks Power { get; init; } = new();

    /// <summary>What the service has, and where.</summary>
    public ModelQuirks Model { get; init; } = new();
}

/// <summary>Habits of logging in.</summary>
public sealed record LoginQuirks
{
    /// <summary>There is no session service, only basic authentication.</summary>
    public bool NoSessions { get; init; }

    /// <summary>The message of an answer of 503 where all sessions are taken.</summary>
    public string LimitMessage { get; init; } = "Base.1.8.SessionLimitExceeded";

    /// <summary>The first session ends after so many requests; 0 for never.</summary>
    public int FirstSessionEndsAfter { get; init; }

    /// <summary>How a new session says where it is.</summary>
    public SessionLocation Location { get; init; }

    /// <summary>Ending a session is answered 401, though it is ended.</summary>
    public bool LogoutFails { get; init; }
}

/// <summary>How a new session says where it is.</summary>
public enum SessionLocation
{
    /// <summary>By its path.</summary>
    Path,

    /// <summary>By a URL with a host name that only the BMC knows.</summary>
    Url,

    /// <summary>Not in a header, only by <c>@odata.id</c> in the body.</summary>
    Body,
}

/// <summary>Habits of speaking HTTP.</summary>
public sealed record WireQuirks
{
    /// <summary>How long each answer takes.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>How long each of ten parts of a body takes; zero for one piece.</summary>
    public TimeSpan Trickle { get; init; }

    /// <summary>The Content-Type of answers with a body; empty for none.</summary>
    public string ContentType { get; init; } = "application/json; charset=utf-8";

    /// <summary>Bodies of another Content-Type than exactly <c>application/json</c> are answered 415.</summary>
    public bool ExactContentType { get; init; }

    /// <summary>Paths without a last slash are answered 308 with a URL that names a host only the BMC knows.</summary>
    public bool RedirectsToSlash { get; init; }

    /// <summary>HTTP/1.0: a connection for each request, and no length for a body that is not there.</summary>
    public bool Http10 { get; init; }

    /// <summary>What accepts gzip gets a body that is said to be gzip and is not.</summary>
    public bool BrokenGzip { get; init; }

    /// <summary>So many requests after the login are answered 503 with <see cref="NotReadyMessage"/>.</summary>
    public int NotReadyAnswers { get; init; }

    /// <summary>The vendor's message in such an answer.</summary>
    public string NotReadyMessage { get; init; } = "IDRAC.2.8.SYS518";

    /// <summary>The <c>Retry-After</c> of such an answer, in seconds.</summary>
    public int NotReadySeconds { get; init; } = 7;
}

/// <summary>Habits of guarding changes by ETags (DSP0266, 6.5).</summary>
public sealed record ETagQuirks
{
    /// <summary>How an ETag is written.</summary>
    public ETagForm Form { get; init; }

    /// <summary>What <c>If-Match</c> must hold.</summary>
    public ETagDemand Demand { get; init; }
}

/// <summary>How an ETag is written.</summary>
public enum ETagForm
{
    /// <summary><c>"1a2b"</c></summary>
    Strong,

    /// <summary><c>W/"1a2b"</c></summary>
    Weak,

    /// <summary><c>1a2b</c>, which RFC 9110 forbids.</summary>
    Bare,

    /// <summary>In the body alone, as <c>@odata.etag</c>.</summary>
    Body,

    /// <summary>Nowhere.</summary>
    None,
}

/// <summary>What <c>If-Match</c> must hold for a change to be made; else the answer is 412, or 428 without the header.</summary>
public enum ETagDemand
{
    /// <summary>Nothing, or the ETag as it was given.</summary>
    Optional,

    /// <summary>The ETag as it was given.</summary>
    Exact,

    /// <summary>The ETag in its strong form.</summary>
    Strong,

    /// <summary>The ETag without quotes.</summary>
    Bare,

    /// <summary>Nothing: any header fails.</summary>
    Absent,

    /// <summary>An asterisk.</summary>
    Any,
}
