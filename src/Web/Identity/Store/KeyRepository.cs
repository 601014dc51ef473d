using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace CadreWatch.Web.Identity.Store;

/// <summary>Data-protection keys in the database that several servers share: a session made by one is good with all.</summary>
internal sealed class KeyRepository(IDbContextFactory<IdentityStore> stores, IdentitySchema schema) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        schema.Ensure();
        using var store = stores.CreateDbContext();
        return [.. store.Keys.AsNoTracking().Select(k => k.Xml).AsEnumerable().Select(x => XElement.Parse(x))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        schema.Ensure();
        using var store = stores.CreateDbContext();
        store.Keys.Add(new() { Id = $"{friendlyName}-{Guid.NewGuid():n}", Xml = element.ToString(SaveOptions.DisableFormatting) });
        store.SaveChanges();
    }
}
