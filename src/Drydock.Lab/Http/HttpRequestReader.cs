using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Drydock.Lab.Http;

/// <summary>Reads requests from a connection, one after another.</summary>
internal sealed class HttpRequestReader(Stream stream, int maxBodyBytes)
{
    private const int MaxHeadBytes = 64 * 1024;
    private static readonly byte[] Continue = Encoding.ASCII.GetBytes("HTTP/1.1 100 Continue\r\n\r\n");

    private readonly byte[] _buffer = new byte[4096];
    private int _position;
    private int _end;
    private int _headBytes;

    /// <summary>Whether the request read last wants the connection kept.</summary>
    public bool KeepAlive { get; private set; }

    /// <returns>The next request, or null where the client has closed the connection.</returns>
    public async Task<LabHttpRequest?> ReadAsync(CancellationToken cancel)
    {
        _headBytes = 0;
        var start = await ReadLineAsync(cancel);
        // Some clients end a body with a line break that its length does not count (RFC 9112, 2.2).
        while (start is { Length: 0 }) start = await ReadLineAsync(cancel);
        if (start is null) return null;

        var parts = start.Split(' ');
        if (parts.Length != 3) throw new BadRequestException(400, "The request line is not HTTP.");
        if (!parts[2].StartsWith("HTTP/1.", StringComparison.Ordinal)) throw new BadRequestException(505, "HTTP/1.1 is spoken here.");
        var headers = await ReadHeadersAsync(cancel);
        headers.TryGetValue("Connection", out var connection);
        KeepAlive = parts[2] == "HTTP/1.0"
            ? HasToken(connection, "keep-alive")
            : !HasToken(connection, "close");
        var body = await ReadBodyAsync(headers, cancel);
        return new LabHttpRequest(parts[0], parts[1], headers, body);
    }

    private static bool HasToken(string? header, string token) =>
        header is not null && header.Split(',').Any(part => part.Trim().Equals(token, StringComparison.OrdinalIgnoreCase));

    private async Task<Dictionary<string, string>> ReadHeadersAsync(CancellationToken cancel)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await ReadLineAsync(cancel) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':');
            if (colon <= 0) throw new BadRequestException(400, "A header has no name.");
            var name = line.Substring(0, colon);
            var value = line.Substring(colon + 1).Trim();
            headers[name] = headers.TryGetValue(name, out var before) ? before + ", " + value : value;
        }

        return headers;
    }

    private async Task<byte[]> ReadBodyAsync(Dictionary<string, string> headers, CancellationToken cancel)
    {
        var chunked = headers.TryGetValue("Transfer-Encoding", out var encoding);
        if (chunked && !encoding.Equals("chunked", StringComparison.OrdinalIgnoreCase))
            throw new BadRequestException(501, "Only the chunked transfer encoding is known.");
        var length = 0;
        if (!chunked && headers.TryGetValue("Content-Length", out var text)
            && !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out length))
        {
            throw new BadRequestException(text.All(char.IsDigit) ? 413 : 400, "The Content-Length cannot be used.");
        }

        if (length > maxBodyBytes) throw new BadRequestException(413, "The body is too large.");
        if ((chunked || length > 0) && headers.TryGetValue("Expect", out var expect)
            && expect.Equals("100-continue", StringComparison.OrdinalIgnoreCase))
        {
            await stream.WriteAsync(Continue, 0, Continue.Length, cancel);
        }

        return chunked ? await ReadChunksAsync(cancel) : await ReadBytesAsync(length, cancel);
    }

    private async Task<byte[]> ReadChunksAsync(CancellationToken cancel)
    {
        var body = new MemoryStream();
        while (true)
        {
            _headBytes = 0;
            var line = await ReadLineAsync(cancel) ?? throw new EndOfStreamException();
            var digits = line.Split(';')[0].Trim();
            if (!int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size) || size < 0)
                throw new BadRequestException(400, "A chunk has no size.");
            if (size == 0) break;
            if (body.Length + size > maxBodyBytes) throw new BadRequestException(413, "The body is too large.");
            var chunk = await ReadBytesAsync(size, cancel);
            body.Write(chunk, 0, chunk.Length);
            if (await ReadLineAsync(cancel) is not { Length: 0 }) throw new BadRequestException(400, "A chunk is longer than its size.");
        }

        // Trailers are read and dropped.
        while (await ReadLineAsync(cancel) is { Length: > 0 })
        {
        }

        return body.ToArray();
    }

    private async Task<byte[]> ReadBytesAsync(int count, CancellationToken cancel)
    {
        var bytes = new byte[count];
        var read = Math.Min(count, _end - _position);
        Array.Copy(_buffer, _position, bytes, 0, read);
        _position += read;
        while (read < count)
        {
            var got = await stream.ReadAsync(bytes, read, count - read, cancel);
            if (got == 0) throw new EndOfStreamException();
            read += got;
        }

        return bytes;
    }

    /// <returns>The line without its end; null where the connection ends before it begins.</returns>
    private async Task<string?> ReadLineAsync(CancellationToken cancel)
    {
        var line = new MemoryStream();
        while (true)
        {
            if (_position == _end)
            {
                _position = 0;
                _end = await stream.ReadAsync(_buffer, 0, _buffer.Length, cancel);
                if (_end == 0) return line.Length == 0 ? null : throw new EndOfStreamException();
            }

            var feed = Array.IndexOf(_buffer, (byte)'\n', _position, _end - _position);
            var stop = feed < 0 ? _end : feed;
            line.Write(_buffer, _position, stop - _position);
            _headBytes += stop - _position + 1;
            if (_headBytes > MaxHeadBytes) throw new BadRequestException(431, "The request's head is too large.");
            _position = feed < 0 ? stop : stop + 1;
            if (feed >= 0) return Encoding.UTF8.GetString(line.ToArray()).TrimEnd('\r');
        }
    }
}
