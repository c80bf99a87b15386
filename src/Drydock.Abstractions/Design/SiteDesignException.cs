using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Errors;

namespace Drydock.Design;

/// <summary>A site design that cannot be used; it lists every error, not only the first.</summary>
public sealed class SiteDesignException : DrydockException
{
    /// <summary>Makes the exception of what was found.</summary>
    /// <param name="findings">All findings; at least one is an error.</param>
    public SiteDesignException(IReadOnlyList<DesignFinding> findings)
        : base(ErrorCatalogue.DesignInvalid, Text(findings)) => Findings = findings;

    /// <summary>All findings, errors and warnings, in the order of the files.</summary>
    public IReadOnlyList<DesignFinding> Findings { get; }

    private static string Text(IReadOnlyList<DesignFinding> findings)
    {
        var errors = (findings ?? throw new ArgumentNullException(nameof(findings)))
            .Where(finding => finding.Severity == FindingSeverity.Error).ToList();
        return $"The site design has {errors.Count} error{(errors.Count == 1 ? "" : "s")}:" +
            string.Concat(errors.Select(error => Environment.NewLine + "  " + error));
    }
}
