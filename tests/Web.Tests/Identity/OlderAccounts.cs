using CadreWatch.Web.Identity.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CadreWatch.Web.Tests.Identity;

/// <summary>Tables of the first version, as an older binary left them, and of one that is not known yet.</summary>
internal static class OlderAccounts
{
    /// <param name="older">Makes the tables those of the first version.</param>
    /// <param name="newer">Makes their version one that this binary does not know.</param>
    /// <param name="back">Takes that back.</param>
    public static async Task AreBroughtUpToDateAsync(ServerFixture server, string older, string newer, string back)
    {
        await server.OpenAccountAsync("kept");
        var stores = server.Services.GetRequiredService<IDbContextFactory<IdentityStore>>();
        await using var store = await stores.CreateDbContextAsync();
        await store.Database.ExecuteSqlRawAsync(older);
        for (var start = 0; start < 2; start++)
        {
            new IdentitySchema(stores).Ensure();
            Assert.Equal(0, await store.Attempts.CountAsync());
            Assert.NotNull(await store.Users.FindAsync("kept"));
        }

        await store.Database.ExecuteSqlRawAsync(newer);
        Assert.Throws<InvalidOperationException>(new IdentitySchema(stores).Ensure);
        await store.Database.ExecuteSqlRawAsync(back);
    }
}
