using System.Collections.Generic;

namespace Drydock.Lab.Maas;

/// <summary>What went over the wire of a lab's MAAS since it started.</summary>
/// <param name="Kinds">Requests by kind: verb, path with names for what varies, and operation, for example <c>POST machines/{system_id}/?op=deploy</c>.</param>
/// <param name="BytesIn">Bytes of requests' bodies.</param>
/// <param name="BytesOut">Bytes of answers' bodies.</param>
/// <param name="MostWrites">The most writing requests that were under way at once.</param>
/// <param name="MostWritesPerMachine">The most writing requests to one machine that were under way at once.</param>
public sealed record LabMaasTraffic(IReadOnlyDictionary<string, long> Kinds, long BytesIn, long BytesOut, int MostWrites, int MostWritesPerMachine);
