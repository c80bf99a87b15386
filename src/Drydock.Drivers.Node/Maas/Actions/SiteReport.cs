using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Drivers.Node.Maas.Session;
using Drydock.Errors;
using Drydock.Results;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Node.Maas.Actions;

/// <summary>What a site action finds and changes while it runs; writes go through it and are counted.</summary>
/// <param name="session">The session.</param>
internal sealed class SiteReport(MaasSession session)
{
    private readonly List<StatusMessage> _messages = [];

    public int Changes { get; private set; }

    public bool HasErrors => _messages.Exists(message => message.Level == MessageLevel.Error);

    public void Info(string text) => _messages.Add(new(MessageLevel.Info, text));

    public void Warn(string text)
    {
        _messages.Add(new(MessageLevel.Warning, text));
        session.Log.Write(LogLevel.Warning, text);
    }

    public void Error(string text) => _messages.Add(new(MessageLevel.Error, text));

    /// <summary>Creates an object.</summary>
    public Task<JToken> PostAsync(string path, MaasForm form, string done, CancellationToken cancel) =>
        WriteAsync(session.Api.PostAsync(path, null, form, cancel), done);

    /// <summary>Changes an object.</summary>
    public Task<JToken> PutAsync(string path, MaasForm form, string done, CancellationToken cancel) =>
        WriteAsync(session.Api.PutAsync(path, form, cancel), done);

    /// <summary>Calls an operation that changes something.</summary>
    public Task<JToken> OperateAsync(string path, string op, MaasForm form, string done, CancellationToken cancel) =>
        WriteAsync(session.Api.PostAsync(path, op, form, cancel), done);

    /// <summary>Deletes an object.</summary>
    public Task DeleteAsync(string path, string done, CancellationToken cancel) => WriteAsync(GoneAsync(path, cancel), done);

    /// <summary>The result: a failure with this error where any message is one.</summary>
    public SiteActionResult Result(string site, string action, ErrorId error, string success)
    {
        var errors = _messages.Where(message => message.Level == MessageLevel.Error).Select(message => message.Text).ToList();
        var failure = errors.Count == 0 ? null : new DrydockException(error, string.Join(" ", errors)) { Target = site };
        return new SiteActionResult
        {
            Name = site,
            Action = action,
            Status = failure is null ? ActionStatus.Success : ActionStatus.Failure,
            Message = failure?.Message ?? success,
            Messages = new(_messages),
            Changes = Changes,
            Error = failure,
        };
    }

    private async Task<JToken> GoneAsync(string path, CancellationToken cancel)
    {
        await session.Api.DeleteAsync(path, cancel).ConfigureAwait(false);
        return JValue.CreateNull();
    }

    /// <summary>MAAS's refusal names fields of a request; what was wanted tells of what in the design.</summary>
    private async Task<JToken> WriteAsync(Task<JToken> write, string done)
    {
        try
        {
            var reply = await write.ConfigureAwait(false);
            Changes++;
            Info(done);
            session.Log.Write(LogLevel.Verbose, done);
            return reply;
        }
        catch (MaasApiException error) when (error.Status == 400)
        {
            throw new MaasApiException(error.Error, $"{error.Message} Wanted was: {done}", error)
            {
                Status = error.Status,
                Fields = error.Fields,
                PlainMessage = error.PlainMessage,
                Target = error.Target,
            };
        }
    }
}
