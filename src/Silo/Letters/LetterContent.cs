using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CadreWatch.Grains.Measures;

namespace CadreWatch.Silo.Letters;

/// <summary>What a paper says, by the tags of its template's content controls. Several paragraphs of one field are separated by line feeds.</summary>
/// <param name="Fields">An empty value takes its line out of the paper.</param>
public sealed record LetterContent(PaperKind Kind, IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>SHA-256 over kind and fields but for the 份号, 64 lower-case hexadecimal digits: equal for all copies, and another one after any later change.</summary>
    public string Hash
    {
        get
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            Add(hash, Kind.ToString());
            foreach (var (tag, value) in Fields.Where(pair => pair.Key != "copy").OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                Add(hash, tag);
                Add(hash, value);
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
    }

    /// <summary>True where the issued paper does not say any more what would be issued now.</summary>
    public bool DiffersFrom(IssuedPaper issued) => issued.Kind != Kind || issued.ContentHash != Hash;

    private static void Add(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}

/// <summary>One fact for the explanation sheet: never who reported it.</summary>
/// <param name="On">The day of the fact; null where the day would tell whose word it is.</param>
/// <param name="Topic">What it is about, in plain words.</param>
/// <param name="Verified">Unverified ones say 未核实 in the sentence.</param>
public sealed record LetterFact(DateOnly? On, string Topic, bool Verified);

/// <summary>A talk, for its record.</summary>
public sealed record LetterTalk(string Talker, string Recorder, DateTimeOffset StartedAt, string Place, string Record);

/// <summary>Everything a paper is written from. Names and texts come from the read tables and stand in the paper alone.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Name">The person's name, without 同志.</param>
/// <param name="UnitName">Name of the person's unit.</param>
/// <param name="Post">Post as shown; null where none is known.</param>
/// <param name="Issuer">发文机关, such as 中共云津区委组织部.</param>
/// <param name="Office">Where a reply goes, such as 干部监督科.</param>
/// <param name="Date">成文日期.</param>
public sealed record LetterData(
    MeasureState Measure, string Name, string UnitName, string? Post, string Issuer, string Office, DateOnly Date)
{
    public string? Number { get; init; }

    /// <summary>The matter, as far as it points to no source.</summary>
    public string Matter { get; init; } = "";

    /// <summary>份号, from 1; shown where the paper is classified.</summary>
    public int Copy { get; init; } = 1;

    /// <summary>抄送: names of units.</summary>
    public IReadOnlyList<string> CopyTo { get; init; } = [];

    public LetterTalk? Talk { get; init; }

    public string? Reply { get; init; }

    public string? CounterSigner { get; init; }

    public IReadOnlyList<LetterFact> Facts { get; init; } = [];

    /// <summary>Names of those who delivered and, where signing was refused, of the two witnesses.</summary>
    public string? DeliveredBy { get; init; }

    public IReadOnlyList<string> Witnesses { get; init; } = [];

    /// <summary>The issued paper that a receipt is for.</summary>
    public PaperKind? Delivers { get; init; }
}
