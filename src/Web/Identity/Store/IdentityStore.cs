using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CadreWatch.Web.Identity.Store;

/// <summary>Credentials, sessions and keys: <c>accounts.db</c> of the data folder, or the schema <c>identity</c> of the PostgreSQL database.</summary>
internal sealed class IdentityStore(DbContextOptions<IdentityStore> options) : IdentityUserContext<Credential>(options)
{
    public DbSet<SessionRow> Sessions => Set<SessionRow>();

    public DbSet<ApiKeyRow> ApiKeys => Set<ApiKeyRow>();

    public DbSet<InvitationRow> Invitations => Set<InvitationRow>();

    public DbSet<AddressRow> Addresses => Set<AddressRow>();

    public DbSet<AttemptRow> Attempts => Set<AttemptRow>();

    public DbSet<KeyRow> Keys => Set<KeyRow>();

    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;

    /// <remarks>SQLite compares no instants; ticks compare everywhere.</remarks>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<Ticks>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        if (Database.IsNpgsql()) builder.HasDefaultSchema("identity");
        builder.Entity<SessionRow>(e =>
        {
            e.ToTable("Sessions").HasKey(s => s.Id);
            e.HasIndex(s => s.Account);
        });
        builder.Entity<ApiKeyRow>(e =>
        {
            e.ToTable("ApiKeys").HasKey(k => k.Id);
            e.HasIndex(k => k.Hash).IsUnique();
            e.HasIndex(k => k.PreviousHash);
        });
        builder.Entity<InvitationRow>().ToTable("Invitations").HasKey(i => i.Hash);
        builder.Entity<AddressRow>().ToTable("Addresses").HasKey(a => new { a.Account, a.Address });
        builder.Entity<AttemptRow>().ToTable("Attempts").HasKey(a => new { a.Account, a.Address });
        builder.Entity<KeyRow>().ToTable("Keys").HasKey(k => k.Id);
    }

    private sealed class Ticks() : ValueConverter<DateTimeOffset, long>(at => at.UtcTicks, ticks => new(ticks, TimeSpan.Zero));
}
