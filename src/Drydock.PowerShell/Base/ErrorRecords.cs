using System;
using System.Collections;
using System.IO;
using System.Management.Automation;
using Drydock.Design;
using Drydock.Errors;

namespace Drydock.PowerShell.Base;

/// <summary>Turns Drydock's errors into PowerShell's.</summary>
internal static class ErrorRecords
{
    /// <summary>An error record with the catalogue's id, category and remedy.</summary>
    /// <param name="fault">The error.</param>
    /// <param name="target">What it concerns; the error's own target where null.</param>
    /// <param name="activity">The cmdlet in which it happened, where that is not the one that writes it.</param>
    /// <param name="prefix">What to put before the message, where another cmdlet writes it.</param>
    public static ErrorRecord ToErrorRecord(this DrydockException fault, object? target = null, string? activity = null, string? prefix = null)
    {
        var record = new ErrorRecord(fault, fault.Error.Id, Category(fault.Error), target ?? fault.Target)
        {
            ErrorDetails = new ErrorDetails(prefix + fault.Message) { RecommendedAction = fault.Remedy },
        };
        if (activity is not null) record.CategoryInfo.Activity = activity;
        return record;
    }

    /// <summary>
    /// An error record of one finding of a site design. Its target names the place; with the line's text in it,
    /// PowerShell shows that line and not the one of the script.
    /// </summary>
    /// <param name="finding">The finding.</param>
    public static ErrorRecord ToErrorRecord(this DesignFinding finding)
    {
        var text = finding.ToString();
        var fault = new DrydockException(ErrorCatalogue.DesignInvalid, text) { Target = Place(finding) };
        var record = fault.ToErrorRecord();
        record.ErrorDetails = new ErrorDetails(text.Split('\n')[0].TrimEnd()) // what follows shows the line and a caret; PowerShell shows the line itself
        {
            RecommendedAction = finding.Remedy ?? fault.Remedy,
        };
        return record;
    }

    // ErrorKind has ErrorCategory's names; a contract test compares them.
    private static ErrorCategory Category(ErrorId error) => (ErrorCategory)Enum.Parse(typeof(ErrorCategory), error.Kind.ToString());

    private static Hashtable Place(DesignFinding finding)
    {
        var place = new Hashtable { ["Code"] = finding.Code, ["Document"] = finding.Document, ["Path"] = finding.Path };
        if (finding.Location is not { } location) return place;
        place["File"] = location.File;
        place["Line"] = location.Line;
        place["StartColumn"] = location.Column;
        place["EndColumn"] = location.Column + 1;
        if (LineText(location) is not { } text) return place;
        place["LineText"] = text;
        place["EndColumn"] = Math.Max(location.Column, text.TrimEnd().Length) + 1;
        return place;
    }

    private static string? LineText(SourceLocation location)
    {
        try
        {
            using var lines = File.ReadLines(location.File).GetEnumerator();
            for (var number = 1; lines.MoveNext(); number++)
                if (number == location.Line) return lines.Current;
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null; // a finding in a text that is no file
        }
    }
}
