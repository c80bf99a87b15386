using System;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Oob.Actions;
using Drydock.Drivers.Oob.Libvirt.Links;
using Drydock.Drivers.Oob.Libvirt.Rpc;
using Drydock.Errors;

namespace Drydock.Drivers.Oob.Libvirt;

/// <summary>
/// A hypervisor's one connection, opened when first needed and again after it was lost. Who waits for it shares one
/// attempt, and its failure.
/// </summary>
internal sealed class Hypervisor(HypervisorUri uri, Clock clock) : IDisposable
{
    private static readonly TimeSpan OpenTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan GoodbyeTime = TimeSpan.FromSeconds(2);

    private readonly object _gate = new();
    private readonly CancellationTokenSource _disposed = new();
    private Task<RpcConnection>? _opening;
    private RpcConnection? _connection;

    /// <summary>Calls a procedure. All that are used can be repeated, so one whose connection is lost is sent once more.</summary>
    /// <exception cref="DrydockException">The hypervisor cannot be reached, or refuses.</exception>
    public async Task<XdrReader> CallAsync(OobCall call, Procedure procedure, XdrWriter arguments, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            RpcConnection? connection = null;
            try
            {
                connection = await WithinAsync(call, call.Target.Settings.Timeouts.Connect, "no connection", ConnectAsync, cancel);
                var answer = await WithinAsync(call, call.Target.Settings.Timeouts.Request, "no answer to " + procedure,
                    token => connection.CallAsync(procedure, arguments.ToArray(), token), cancel);
                call.Answered = true;
                return answer;
            }
            catch (RemoteFault fault)
            {
                call.Answered = true;
                throw call.Error(fault.Error,
                    $"libvirt says: {fault.Message.TrimEnd('.')} (error {fault.Code.ToString(CultureInfo.InvariantCulture)})",
                    fault.IsTransient, fault);
            }
            catch (LinkException lost) when (connection is not null && attempt == 1)
            {
                call.Write(LogLevel.Verbose, "connection lost, opened again: " + lost.Message);
            }
            catch (LinkException lost)
            {
                var error = call.Error(lost.Error, lost.Message.TrimEnd('.'), lost.IsTransient, lost);
                if (lost.Remedy is null) throw error;
                throw new DrydockException(error.Error, error.Message, lost)
                {
                    Target = error.Target,
                    IsTransient = error.IsTransient,
                    Remedy = lost.Remedy,
                };
            }
        }
    }

    /// <summary>Says goodbye and closes.</summary>
    public void Dispose()
    {
        RpcConnection? connection;
        lock (_gate)
        {
            connection = _connection;
            _connection = null;
            _disposed.Cancel();
        }

        if (connection is not null) _ = CloseAsync(connection);
    }

    /// <summary>Gives up after a time that the node's settings name; the action's own deadline is above it.</summary>
    private static async Task<T> WithinAsync<T>(
        OobCall call, TimeSpan? time, string problem, Func<CancellationToken, Task<T>> work, CancellationToken cancel)
    {
        if (time is not { } limit) return await work(cancel);
        using var deadline = new Deadline(call.Clock, limit, cancel);
        try
        {
            return await work(deadline.Token);
        }
        catch (OperationCanceledException e) when (deadline.Expired && !cancel.IsCancellationRequested)
        {
            var seconds = limit.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
            throw call.Error(call.Answered ? ErrorCatalogue.OobTimeout : ErrorCatalogue.OobUnreachable,
                $"{problem} within {seconds} s (oob.timeouts)", transient: true, e);
        }
    }

    private static async Task CloseAsync(RpcConnection connection)
    {
        try
        {
            using var hurry = new CancellationTokenSource(GoodbyeTime);
            await connection.CallAsync(Procedure.ConnectClose, [], hurry.Token);
        }
        catch (Exception e) when (e is LinkException or RemoteFault or OperationCanceledException)
        {
            // It is closed all the same.
        }
        finally
        {
            connection.Dispose();
        }
    }

    private async Task<RpcConnection> ConnectAsync(CancellationToken cancel)
    {
        Task<RpcConnection> opening;
        lock (_gate)
        {
            if (_connection is { IsOpen: true }) return _connection;
            _connection?.Dispose();
            _connection = null;
            if (_opening is null || _opening.IsCompleted) _opening = Task.Run(OpenAsync, CancellationToken.None);
            opening = _opening;
        }

        var cancelled = new TaskCompletionSource<RpcConnection>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancel.Register(() => cancelled.TrySetCanceled(cancel))) return await await Task.WhenAny(opening, cancelled.Task);
    }

    private async Task<RpcConnection> OpenAsync()
    {
        using var deadline = new Deadline(Clock.System, OpenTime, _disposed.Token);
        Link? link = null;
        try
        {
            link = await Link.OpenAsync(uri, deadline.Token);
            var connection = new RpcConnection(link, clock);
            await LogInAsync(connection, deadline.Token);
            lock (_gate)
            {
                _disposed.Token.ThrowIfCancellationRequested();
                return _connection = connection;
            }
        }
        catch (Exception e)
        {
            link?.Dispose();
            throw e switch
            {
                OperationCanceledException when deadline.Expired => new LinkException($"no answer within {OpenTime.TotalSeconds:0} s", inner: e),
                OperationCanceledException => new LinkException("the driver was closed", inner: e),
                _ => e,
            };
        }
    }

    private async Task LogInAsync(RpcConnection connection, CancellationToken cancel)
    {
        const int None = 0, Polkit = 2, KeepAliveFeature = 11;
        var offers = await connection.CallAsync(Procedure.AuthList, [], cancel);
        var count = offers.Int();
        var (none, polkit) = (count == 0, false);
        for (var i = 0; i < count; i++)
        {
            var offer = offers.Int();
            none |= offer == None;
            polkit |= offer == Polkit;
        }

        if (!none && !polkit)
        {
            throw new LinkException("the libvirt daemon wants SASL authentication, which is not supported",
                ErrorCatalogue.OobAuthenticationFailed, transient: false, "Reach the hypervisor by qemu+ssh://, or by a socket without authentication.");
        }

        if (!none) await connection.CallAsync(Procedure.AuthPolkit, [], cancel);
        await connection.CallAsync(Procedure.ConnectOpen, new XdrWriter().OptionalText(uri.Name).Int(0).ToArray(), cancel);
        try
        {
            // From then on the daemon sends pings, and drops a client that is gone.
            await connection.CallAsync(Procedure.ConnectSupportsFeature, new XdrWriter().Int(KeepAliveFeature).ToArray(), cancel);
        }
        catch (RemoteFault)
        {
            // An old daemon without keepalive serves as well.
        }
    }
}
