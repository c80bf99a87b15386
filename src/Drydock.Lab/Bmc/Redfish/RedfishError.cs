using System.Linq;
using Drydock.Lab.Http;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Bmc.Redfish;

/// <summary>Error answers of the Redfish form (DSP0266, 8.6) with messages of the Base registry.</summary>
internal static class RedfishError
{
    private const string Registry = "Base.1.8.";

    public static LabHttpResponse Answer(int status, string key, string message, string resolution, params string[] arguments)
    {
        var info = new JObject
        {
            ["@odata.type"] = "#Message.v1_1_1.Message",
            ["MessageId"] = Registry + key,
            ["Message"] = message,
            ["MessageArgs"] = new JArray(arguments.Cast<object>().ToArray()),
            ["Severity"] = "Critical",
            ["Resolution"] = resolution,
        };
        return LabHttpResponse.Json(new JObject
        {
            ["error"] = new JObject
            {
                ["code"] = Registry + key,
                ["message"] = message,
                ["@Message.ExtendedInfo"] = new JArray(info),
            },
        }, status).WithHeader("OData-Version", "4.0");
    }

    public static LabHttpResponse Unauthorized() => Answer(401, "NoValidSession",
            "There is no valid session established with the implementation.", "Establish a session or give valid credentials.")
        .WithHeader("WWW-Authenticate", "Basic realm=\"BMC\"");

    public static LabHttpResponse LoginRefused() => Answer(401, "ResourceAtUriUnauthorized",
        "The service could not authenticate the account with the credentials given.", "Give the right user name and password.");

    public static LabHttpResponse InsufficientPrivilege() => Answer(403, "InsufficientPrivilege",
        "The account lacks the privilege for this operation.", "Use an account with the privilege ConfigureComponents.");

    public static LabHttpResponse NotFound(string path) => Answer(404, "ResourceMissingAtURI",
        $"The resource at the URI {path} was not found.", "Place a valid resource at the URI or correct the URI.", path);

    public static LabHttpResponse MethodNotAllowed(string allow) => Answer(405, "OperationNotAllowed",
        "The HTTP method is not allowed on this resource.", "Use one of the methods in the Allow header.").WithHeader("Allow", allow);

    public static LabHttpResponse MalformedJson() => Answer(400, "MalformedJSON",
        "The request body is not a JSON object.", "Correct the body and send the request again.");

    public static LabHttpResponse PropertyMissing(string name) => Answer(400, "PropertyMissing",
        $"The property {name} is required and missing.", "Add the property to the request body.", name);

    public static LabHttpResponse PropertyUnknown(string name) => Answer(400, "PropertyUnknown",
        $"The property {name} cannot be changed on this resource.", "Remove the property from the request body.", name);

    public static LabHttpResponse ValueNotInList(string value, string name) => Answer(400, "PropertyValueNotInList",
        $"The value {value} of the property {name} is not in the list of acceptable values.",
        "Choose one of the allowable values.", value, name);

    public static LabHttpResponse PreconditionFailed() => Answer(412, "PreconditionFailed",
        "The ETag given did not match the one of the resource.", "Read the resource again and send its new ETag.");

    public static LabHttpResponse PreconditionRequired() => Answer(428, "PreconditionRequired",
        "The request needs the header If-Match.", "Read the resource and send its ETag.");

    public static LabHttpResponse PropertyNotWritable(string name) => Answer(400, "PropertyNotWritable",
        $"The property {name} is read only and cannot be assigned a value.", "Remove the property from the request body.", name);

    public static LabHttpResponse UnsupportedMediaType(string type) => Answer(415, "HeaderInvalid",
        $"The header Content-Type is {type}; application/json is expected.", "Correct the header.", "Content-Type");

    public static LabHttpResponse QueryNotSupported() => Answer(501, "QueryNotSupported",
        "Querying is not supported by the implementation.", "Remove the query parameters.");

    /// <summary>An error with a message of a vendor's own registry.</summary>
    public static LabHttpResponse Vendor(int status, string id, string message) => LabHttpResponse.Json(new JObject
    {
        ["error"] = new JObject
        {
            ["code"] = "Base.1.8.GeneralError",
            ["message"] = "A general error has occurred. See ExtendedInfo for more information.",
            ["@Message.ExtendedInfo"] = new JArray(new JObject { ["MessageId"] = id, ["Message"] = message }),
        },
    }, status).WithHeader("OData-Version", "4.0");
}
