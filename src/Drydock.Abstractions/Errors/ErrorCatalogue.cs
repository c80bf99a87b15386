using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace Drydock.Errors;

/// <summary>Every error id that Drydock gives. Ids are stable: scripts may rely on them.</summary>
public static class ErrorCatalogue
{
    /// <summary>A site design has errors.</summary>
    public static readonly ErrorId DesignInvalid = new("Drydock.Design.Invalid", ErrorKind.ParserError,
        "Correct the places named; each finding says what was expected.");

    /// <summary>A file of the site design cannot be read.</summary>
    public static readonly ErrorId DesignNotFound = new("Drydock.Design.NotFound", ErrorKind.ObjectNotFound,
        "Check the path; wildcards and folders are allowed.");

    /// <summary>A network or profile that the site does not have.</summary>
    public static readonly ErrorId DesignItemNotFound = new("Drydock.Design.ItemNotFound", ErrorKind.ObjectNotFound,
        "Import the site with Import-SiteDesign, and list what it has by calling the cmdlet without a name.");

    /// <summary>A rule of the design check that there is not, or that must not be skipped.</summary>
    public static readonly ErrorId DesignRuleNotFound = new("Drydock.Design.RuleNotFound", ErrorKind.InvalidArgument,
        "Name rules by their code or full name, as about_DrydockRules lists them.");

    /// <summary>A file that would be written exists already.</summary>
    public static readonly ErrorId DesignExists = new("Drydock.Design.Exists", ErrorKind.ResourceExists,
        "Choose another path, or overwrite it with -Force.");

    /// <summary>A file of a site design cannot be written.</summary>
    public static readonly ErrorId DesignNotWritable = new("Drydock.Design.NotWritable", ErrorKind.WriteError,
        "Check the path and its permissions.");

    /// <summary>A site design that is asked for cannot be made.</summary>
    public static readonly ErrorId DesignNotPossible = new("Drydock.Design.NotPossible", ErrorKind.InvalidArgument,
        "Give values that fit together, as the message says.");

    /// <summary>A site that was made in code has no documents as written.</summary>
    public static readonly ErrorId DesignNotWritten = new("Drydock.Design.NotWritten", ErrorKind.InvalidOperation,
        "Export the effective design.");

    /// <summary>A node that no site design in this session names.</summary>
    public static readonly ErrorId NodeNotFound = new("Drydock.Node.NotFound", ErrorKind.ObjectNotFound,
        "List the nodes with Get-SiteNode.");

    /// <summary>A node's settings do not let the action begin.</summary>
    public static readonly ErrorId NodeMisconfigured = new("Drydock.Node.Misconfigured", ErrorKind.InvalidArgument,
        "Complete the node's document or the profile it inherits from.");

    /// <summary>A parameter's value cannot be used, alone or beside the others.</summary>
    public static readonly ErrorId ParameterInvalid = new("Drydock.Parameter.Invalid", ErrorKind.InvalidArgument,
        "Correct the parameter that the message names.");

    /// <summary>A secret that a design refers to cannot be had.</summary>
    public static readonly ErrorId SecretUnavailable = new("Drydock.Secret.Unavailable", ErrorKind.ObjectNotFound,
        "Set the environment variable, or store the secret in the vault; -Credential stands for both.");

    /// <summary>No driver serves the type that a node names.</summary>
    public static readonly ErrorId DriverUnknown = new("Drydock.Driver.Unknown", ErrorKind.InvalidArgument,
        "Use one of the types that the message lists.");

    /// <summary>The driver cannot do this, and says why.</summary>
    public static readonly ErrorId NotSupported = new("Drydock.Driver.NotSupported", ErrorKind.NotImplemented,
        "Use another driver or another setting.");

    /// <summary>The network says that a BMC's address cannot be reached: unknown name, no route, nothing on the port.</summary>
    public static readonly ErrorId OobUnreachable = new("Drydock.Oob.Unreachable", ErrorKind.ConnectionError,
        "Check address, port, cabling and firewalls of the out-of-band network.");

    /// <summary>The BMC refuses the account or its password.</summary>
    public static readonly ErrorId OobAuthenticationFailed = new("Drydock.Oob.AuthenticationFailed", ErrorKind.AuthenticationError,
        "Correct oob.account and oob.credential; Drydock does not try again, so that accounts are not locked.");

    /// <summary>The account may not do this.</summary>
    public static readonly ErrorId OobPermissionDenied = new("Drydock.Oob.PermissionDenied", ErrorKind.PermissionDenied,
        "Give the account operator privilege on the BMC.");

    /// <summary>The BMC's certificate is not trusted.</summary>
    public static readonly ErrorId OobCertificateRejected = new("Drydock.Oob.CertificateRejected", ErrorKind.SecurityError,
        "Give the BMC's CA bundle or its certificate's SHA-256 in oob.tls.");

    /// <summary>The BMC answered, but not as its protocol says.</summary>
    public static readonly ErrorId OobProtocol = new("Drydock.Oob.Protocol", ErrorKind.ProtocolError,
        "Check that the address is that of the BMC and the type is right; update its firmware.");

    /// <summary>The BMC refuses what was asked.</summary>
    public static readonly ErrorId OobRefused = new("Drydock.Oob.Refused", ErrorKind.InvalidOperation,
        "Read the BMC's own message; the state of the server may not allow it.");

    /// <summary>The BMC has no session free, or is busy.</summary>
    public static readonly ErrorId OobBusy = new("Drydock.Oob.Busy", ErrorKind.ResourceBusy,
        "Wait until other clients have logged out, or reset the BMC.");

    /// <summary>The BMC did not answer in time, or what was wanted did not come true in time.</summary>
    public static readonly ErrorId OobTimeout = new("Drydock.Oob.Timeout", ErrorKind.OperationTimeout,
        "Check that the BMC is alive and its network lets it answer; look at the server's console; give more time with -TimeoutSec.");

    /// <summary>A boot override was accepted and does not read back.</summary>
    public static readonly ErrorId OobBootNotSet = new("Drydock.Oob.BootNotSet", ErrorKind.InvalidResult,
        "Check the node's boot mode; some BMCs ignore overrides that do not fit it.");

    /// <summary>A person has to do something, and nobody confirmed that it was done.</summary>
    public static readonly ErrorId OobNotConfirmed = new("Drydock.Oob.NotConfirmed", ErrorKind.OperationStopped,
        "Run the action at a prompt, do what it asks for and confirm; or give the node an oob.type that needs nobody.");

    /// <summary>No MAAS session.</summary>
    public static readonly ErrorId MaasNotConnected = new("Drydock.Maas.NotConnected", ErrorKind.ConnectionError,
        "Call Connect-Maas first, or pass -Connection.");

    /// <summary>Nothing answers at the MAAS URL.</summary>
    public static readonly ErrorId MaasUnreachable = new("Drydock.Maas.Unreachable", ErrorKind.ConnectionError,
        "Check the URL, for example http://maas.example:5240/MAAS.");

    /// <summary>Something answers at the MAAS URL that is no MAAS.</summary>
    public static readonly ErrorId MaasProtocol = new("Drydock.Maas.Protocol", ErrorKind.ProtocolError,
        "Check the URL, for example http://maas.example:5240/MAAS.");

    /// <summary>MAAS's certificate is not trusted.</summary>
    public static readonly ErrorId MaasCertificateRejected = new("Drydock.Maas.CertificateRejected", ErrorKind.SecurityError,
        "Give MAAS's CA bundle or certificate pin when connecting.");

    /// <summary>MAAS refuses the API key.</summary>
    public static readonly ErrorId MaasAuthenticationFailed = new("Drydock.Maas.AuthenticationFailed", ErrorKind.AuthenticationError,
        "Make an API key in MAAS's user preferences; it has three parts divided by colons.");

    /// <summary>The MAAS account may not do this.</summary>
    public static readonly ErrorId MaasPermissionDenied = new("Drydock.Maas.PermissionDenied", ErrorKind.PermissionDenied,
        "Use an administrator's API key; unlock the machine if it is locked.");

    /// <summary>MAAS refuses the values of a request.</summary>
    public static readonly ErrorId MaasInvalid = new("Drydock.Maas.Invalid", ErrorKind.InvalidArgument,
        "Correct the values that the message names.");

    /// <summary>An object that MAAS does not have.</summary>
    public static readonly ErrorId MaasNotFound = new("Drydock.Maas.NotFound", ErrorKind.ObjectNotFound,
        "Check the name; the object may have been deleted meanwhile.");

    /// <summary>A machine's state does not allow this.</summary>
    public static readonly ErrorId MaasStateConflict = new("Drydock.Maas.StateConflict", ErrorKind.InvalidOperation,
        "Bring the machine into a state that allows it; the message names the state it is in.");

    /// <summary>MAAS is overloaded or partly down.</summary>
    public static readonly ErrorId MaasUnavailable = new("Drydock.Maas.Unavailable", ErrorKind.ResourceUnavailable,
        "Look at MAAS's region and rack controllers, then run the action again.");

    /// <summary>MAAS accepted a change and does not show it.</summary>
    public static readonly ErrorId MaasNotApplied = new("Drydock.Maas.NotApplied", ErrorKind.InvalidResult,
        "Run the action again; look whether another client changes the machine at the same time.");

    /// <summary>MAAS lacks what the site needs.</summary>
    public static readonly ErrorId MaasNotReady = new("Drydock.Maas.NotReady", ErrorKind.ResourceUnavailable,
        "Bring MAAS into the state that the messages ask for: import images, mend rack controllers, use an administrator's key.");

    /// <summary>MAAS fails inside.</summary>
    public static readonly ErrorId MaasServerError = new("Drydock.Maas.ServerError", ErrorKind.InvalidResult,
        "Look at regiond.log on the region controller.");

    /// <summary>MAAS knows no machine for a node.</summary>
    public static readonly ErrorId MachineNotFound = new("Drydock.Maas.MachineNotFound", ErrorKind.ObjectNotFound,
        "Boot the node from the network so that MAAS enlists it, and check boot_mac and the out-of-band address.");

    /// <summary>MAAS knows a machine, and not what it is made of.</summary>
    public static readonly ErrorId MachineNotInventoried = new("Drydock.Maas.MachineNotInventoried", ErrorKind.ResourceUnavailable,
        "Commission the node with Invoke-NodeCommission, then ask again.");

    /// <summary>MAAS knows several machines for one node.</summary>
    public static readonly ErrorId MachineAmbiguous = new("Drydock.Maas.MachineAmbiguous", ErrorKind.InvalidResult,
        "Give the node a boot_mac, or delete the stale machines in MAAS.");

    /// <summary>A machine failed in what MAAS did to it.</summary>
    public static readonly ErrorId MachineFailed = new("Drydock.Maas.MachineFailed", ErrorKind.InvalidResult,
        "Read the machine's events and script results in MAAS.");

    /// <summary>Somebody else ended what MAAS was doing to a machine.</summary>
    public static readonly ErrorId MachineReleased = new("Drydock.Maas.MachineReleased", ErrorKind.OperationStopped,
        "Look into MAAS's events to see who did it, then run the action again.");

    /// <summary>A machine did not reach the wanted state in time.</summary>
    public static readonly ErrorId MaasTimeout = new("Drydock.Maas.Timeout", ErrorKind.OperationTimeout,
        "Look at the machine's console; give more time with -TimeoutSec.");

    /// <summary>The design and what MAAS has exclude one another.</summary>
    public static readonly ErrorId MaasDesignConflict = new("Drydock.Maas.DesignConflict", ErrorKind.InvalidData,
        "Correct the design, or what the message names in MAAS.");

    /// <summary>A storage layout that does not fit the machine's disks.</summary>
    public static readonly ErrorId StorageDoesNotFit = new("Drydock.Maas.StorageDoesNotFit", ErrorKind.LimitsExceeded,
        "Make the volumes smaller; the message says what is free.");

    /// <summary>A device of the design that the machine does not have.</summary>
    public static readonly ErrorId DeviceNotFound = new("Drydock.Node.DeviceNotFound", ErrorKind.ObjectNotFound,
        "Check the hardware profile's aliases against what commissioning found.");

    /// <summary>An address that cannot be given to the node.</summary>
    public static readonly ErrorId AddressUnavailable = new("Drydock.Node.AddressUnavailable", ErrorKind.ResourceExists,
        "Give the node another address, or release the one that has it.");

    /// <summary>The lab cannot be started.</summary>
    public static readonly ErrorId LabFailed = new("Drydock.Lab.Failed", ErrorKind.ResourceUnavailable,
        "Stop the lab that runs already, or free the addresses that the message names.");

    /// <summary>An action took longer than it may.</summary>
    public static readonly ErrorId ActionTimeout = new("Drydock.Timeout", ErrorKind.OperationTimeout,
        "Give more time with -TimeoutSec.");

    /// <summary>The work was cancelled before it was done.</summary>
    public static readonly ErrorId Cancelled = new("Drydock.Cancelled", ErrorKind.OperationStopped,
        "Run the action again; it goes on where it stopped.");

    /// <summary>A fault that Drydock did not foresee.</summary>
    public static readonly ErrorId Unexpected = new("Drydock.Unexpected", ErrorKind.NotSpecified,
        "This is a defect of Drydock; report it with the error's details.");

    /// <summary>All ids of the catalogue.</summary>
    public static IReadOnlyList<ErrorId> All { get; } = [.. typeof(ErrorCatalogue).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(field => field.FieldType == typeof(ErrorId)).Select(field => (ErrorId)field.GetValue(null)!)];
}
