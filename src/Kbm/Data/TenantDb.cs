using Kbm.Features.Activity;
using Kbm.Features.Audits;
using Kbm.Features.Checkouts;
using Kbm.Features.Contacts;
using Kbm.Features.Exports;
using Kbm.Features.Imports;
using Kbm.Features.Items;
using Kbm.Features.Keys;
using Kbm.Features.Lockboxes;
using Kbm.Features.Photos;
using Kbm.Features.Properties;
using Kbm.Features.Receipts;
using Kbm.Features.Runs;
using Kbm.Features.Search;
using Kbm.Features.Secrets;
using Kbm.Features.Settings;
using Kbm.Features.Signs;
using Kbm.Features.SmartLocks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Kbm.Data;

/// <summary>Everything that one company works with.</summary>
public abstract class TenantDb(DbContextOptions options) : KbmDb(options)
{
    public DbSet<CompanySettings> Settings => Set<CompanySettings>();
    public DbSet<Property> Properties => Set<Property>();
    public DbSet<Unit> Units => Set<Unit>();
    public DbSet<Contact> Contacts => Set<Contact>();
    public DbSet<Item> Items => Set<Item>();
    public DbSet<Key> Keys => Set<Key>();
    public DbSet<Lockbox> Lockboxes => Set<Lockbox>();
    public DbSet<Secret> Secrets => Set<Secret>();
    public DbSet<SecretView> SecretViews => Set<SecretView>();
    public DbSet<SmartLock> SmartLocks => Set<SmartLock>();
    public DbSet<SignPiece> SignPieces => Set<SignPiece>();
    public DbSet<AssembledSign> AssembledSigns => Set<AssembledSign>();
    public DbSet<Mounting> Mountings => Set<Mounting>();
    public DbSet<Photo> Photos => Set<Photo>();
    public DbSet<PhotoContent> PhotoContents => Set<PhotoContent>();
    public DbSet<Checkout> Checkouts => Set<Checkout>();
    public DbSet<CheckIn> CheckIns => Set<CheckIn>();
    public DbSet<Receipt> Receipts => Set<Receipt>();
    public DbSet<ActivityEntry> Activity => Set<ActivityEntry>();
    public DbSet<SearchEntry> SearchEntries => Set<SearchEntry>();
    public DbSet<Run> Runs => Set<Run>();
    public DbSet<RunBatch> RunBatches => Set<RunBatch>();
    public DbSet<Audit> Audits => Set<Audit>();
    public DbSet<AuditItem> AuditItems => Set<AuditItem>();
    public DbSet<AuditCount> AuditCounts => Set<AuditCount>();
    public DbSet<AuditFix> AuditFixes => Set<AuditFix>();
    public DbSet<PlannedAudit> PlannedAudits => Set<PlannedAudit>();
    public DbSet<ColumnChoice> ColumnChoices => Set<ColumnChoice>();
    public DbSet<Import> Imports => Set<Import>();
    public DbSet<ImportChunk> ImportChunks => Set<ImportChunk>();
    public DbSet<ImportMade> ImportMade => Set<ImportMade>();
    public DbSet<ImportShape> ImportShapes => Set<ImportShape>();
    public DbSet<Counter> Counters => Set<Counter>();

    /// <summary>Keeps other writers from these items until the transaction ends, in id order so that two baskets cannot deadlock.</summary>
    public abstract Task LockItems(IQueryable<Item> items);

    /// <summary>Keeps other writers from this contact until the transaction ends; after the items, where both are locked.</summary>
    public abstract Task LockContact(long id);

    /// <summary>
    /// Inserts many rows at once, where saving each would take long; what they belong to has been saved. Afterwards they have their ids. They
    /// may not be tracked: what is changed of them later is not saved.
    /// </summary>
    public abstract Task InsertAll<T>(IReadOnlyCollection<T> rows) where T : class;

    /// <summary>The search entries that answer to every one of the folded <paramref name="terms"/>.</summary>
    /// <param name="terms">Of three characters or more: found anywhere. Two: at the beginning of a word. One: a whole word.</param>
    /// <param name="most">At most so many, whichever come first.</param>
    public abstract IQueryable<SearchEntry> SearchFor(IReadOnlyList<string> terms, int? most = null);

    internal override Task<long> FactsVersion() => Counters.Where(c => c.Name == Features.Items.Counters.Facts).Select(c => c.Last).FirstAsync();

    internal override Task CountFactsVersion() => this.Take(Features.Items.Counters.Facts);

    protected override bool IsMovement(EntityEntry change) => change.Entity is IMovement
        || (change is { Entity: Item, State: EntityState.Modified } && change.Properties.All(p => !p.IsModified || Item.Moves(p.Metadata.Name)));

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(TenantDb).Assembly, type => typeof(ITenantConfiguration).IsAssignableFrom(type));
}

/// <summary>Marks what is recorded when something moves from hand to hand. What lists remember of the things themselves holds on.</summary>
internal interface IMovement;

/// <summary>Marks the entity configurations that belong to the tenant's model.</summary>
internal interface ITenantConfiguration;
