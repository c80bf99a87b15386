using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Maas;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Node.Maas.Api;

/// <summary>
/// Requests to MAAS's REST API 2.0. Paths are relative to <c>api/2.0/</c>, exactly as MAAS wants them, trailing slash
/// included. Every failure is a <see cref="MaasApiException"/>, or a <see cref="MaasOutcomeUnknownException"/> where a
/// write may or may not have been done.
/// </summary>
public interface IMaasApi
{
    /// <summary>Reads; repeated on any transient fault.</summary>
    /// <param name="path">The path, for example <c>machines/</c>.</param>
    /// <param name="query">Parameters, <c>op</c> among them; null for none.</param>
    /// <param name="cancel">Stops the request.</param>
    /// <returns>The JSON of the answer; a JSON string for an answer in plain text.</returns>
    Task<JToken> GetAsync(string path, MaasForm? query, CancellationToken cancel);

    /// <summary>Reads a list item by item, so that a large one takes no more memory than what is made of it; repeated as <see cref="GetAsync"/>.</summary>
    /// <typeparam name="T">What is made of an item.</typeparam>
    /// <param name="path">The path, for example <c>machines/</c>.</param>
    /// <param name="query">Parameters; null for none.</param>
    /// <param name="read">Makes an item of its JSON.</param>
    /// <param name="cancel">Stops the request.</param>
    /// <returns>The items; none where the answer is no list.</returns>
    Task<IReadOnlyList<T>> ListAsync<T>(string path, MaasForm? query, Func<JToken, T> read, CancellationToken cancel);

    /// <summary>Calls an operation or creates an object; repeated only where MAAS surely has not done it.</summary>
    /// <param name="path">The path, for example <c>machines/4dpwwg/</c>.</param>
    /// <param name="op">The operation; null to create.</param>
    /// <param name="form">The form; null for an empty one.</param>
    /// <param name="cancel">Stops the request.</param>
    /// <returns>The JSON of the answer; a JSON string for an answer in plain text, JSON null for an empty one.</returns>
    Task<JToken> PostAsync(string path, string? op, MaasForm? form, CancellationToken cancel);

    /// <summary>Changes an object: fields left out stay, empty ones are cleared. Repeated on any transient fault.</summary>
    /// <param name="path">The object's path.</param>
    /// <param name="form">The fields to change.</param>
    /// <param name="cancel">Stops the request.</param>
    /// <returns>The object after the change.</returns>
    Task<JToken> PutAsync(string path, MaasForm form, CancellationToken cancel);

    /// <summary>Deletes an object; one that is not there counts as deleted.</summary>
    /// <param name="path">The object's path.</param>
    /// <param name="cancel">Stops the request.</param>
    Task DeleteAsync(string path, CancellationToken cancel);

    /// <summary>Sends any request; repeated as the verb allows. An object to delete that is not there is an error here.</summary>
    /// <param name="call">The request.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>The answer, of a status below 300.</returns>
    Task<MaasRestReply> CallAsync(MaasRestCall call, CancellationToken cancel);
}
