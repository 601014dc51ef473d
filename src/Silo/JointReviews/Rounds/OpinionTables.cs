using CadreWatch.Silo.Ingest;
using CadreWatch.Silo.JointReviews.Tables;

namespace CadreWatch.Silo.JointReviews.Rounds;

/// <summary>The table of one unit's column, out and back.</summary>
public sealed class OpinionTables
{
    private readonly ContentKey key;

    internal OpinionTables(ContentKey key) => this.key = key;

    /// <summary>Largest file that is read back, bytes.</summary>
    public const int Largest = OpinionTableReader.Largest;

    /// <returns>The file's bytes, .xlsx.</returns>
    public byte[] Write(OpinionTable table) => new OpinionTableWriter(key).Write(table);

    /// <summary>Opinions, or its faults by cell and no opinion.</summary>
    /// <param name="today">Days of facts may not be later.</param>
    public TableReading Read(byte[] file, OpinionTable table, DateOnly today) => new OpinionTableReader(key).Read(file, table, today);
}
