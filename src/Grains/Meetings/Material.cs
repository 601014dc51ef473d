using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CadreWatch.Grains.Meetings;

/// <summary>One piece of an item's material with its words, as frozen.</summary>
/// <param name="Title">Such as the unit's name or the level's word.</param>
/// <param name="Text">One sentence; 未核实 stands in it where nothing is proven.</param>
/// <param name="State">Code of the cell or status, for the screen; null for none.</param>
/// <param name="Files">SHA-256 of the files beside it; null for none.</param>
public sealed record MaterialPiece(Piece Piece, string Title, string Text, DateOnly? On = null, string? State = null, IReadOnlyList<string>? Files = null);

/// <summary>The canonical form of material: the same content is always the same bytes.</summary>
public static class Material
{
    /// <summary>Pieces in the order given, fields in a fixed order, UTF-8 JSON without blanks.</summary>
    public static byte[] Bytes(string item, IReadOnlyList<MaterialPiece> pieces)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("item", item);
            json.WriteStartArray("pieces");
            foreach (var piece in pieces)
                Write(json, piece);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>The pieces of bytes that <see cref="Bytes"/> wrote, in their order.</summary>
    public static IReadOnlyList<MaterialPiece> Read(ReadOnlyMemory<byte> bytes)
    {
        using var json = JsonDocument.Parse(bytes);
        return [.. json.RootElement.GetProperty("pieces").EnumerateArray().Select(Read)];
    }

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public static string Sha256(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Over ids and hashes of the items in order.</summary>
    public static string Sha256(IEnumerable<FrozenItem> items) =>
        Sha256(Encoding.UTF8.GetBytes(string.Concat(items.Select(i => $"{i.Item}\n{i.Sha256}\n"))));

    private static MaterialPiece Read(JsonElement json) => new(
        new(
            json.GetProperty("id").GetString()!, Enum.Parse<PieceKind>(json.GetProperty("kind").GetString()!), json.GetProperty("unit").GetString(),
            Enum.Parse<Cadres.Secrecy>(json.GetProperty("secrecy").GetString()!), json.GetProperty("complaint").GetBoolean()),
        json.GetProperty("title").GetString()!, json.GetProperty("text").GetString()!,
        json.GetProperty("on").GetString() is { } on ? DateOnly.ParseExact(on, "O", System.Globalization.CultureInfo.InvariantCulture) : null, json.GetProperty("state").GetString(),
        json.TryGetProperty("files", out var files) ? [.. files.EnumerateArray().Select(f => f.GetString()!)] : null);

    private static void Write(Utf8JsonWriter json, MaterialPiece piece)
    {
        json.WriteStartObject();
        json.WriteString("id", piece.Piece.Id);
        json.WriteString("kind", piece.Piece.Kind.ToString());
        json.WriteString("unit", piece.Piece.Unit);
        json.WriteString("secrecy", piece.Piece.Secrecy.ToString());
        json.WriteBoolean("complaint", piece.Piece.Complaint);
        json.WriteString("title", piece.Title);
        json.WriteString("text", piece.Text);
        json.WriteString("on", piece.On?.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        json.WriteString("state", piece.State);
        // A piece without files has the bytes that it had before there were any.
        if (piece.Files is { } files)
        {
            json.WriteStartArray("files");
            foreach (var file in files)
                json.WriteStringValue(file);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
