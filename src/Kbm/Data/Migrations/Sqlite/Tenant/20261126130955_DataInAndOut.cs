using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kbm.Data.Migrations.Sqlite.Tenant
{
    /// <inheritdoc />
    public partial class DataInAndOut : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Activity_ContactId",
                table: "Activity");

            migrationBuilder.DropIndex(
                name: "IX_Activity_DeedId",
                table: "Activity");

            migrationBuilder.DropIndex(
                name: "IX_Activity_ItemId",
                table: "Activity");

            migrationBuilder.DropIndex(
                name: "IX_Activity_PropertyId",
                table: "Activity");

            migrationBuilder.DropIndex(
                name: "IX_Activity_ReceiptId",
                table: "Activity");

            migrationBuilder.DropIndex(
                name: "IX_Activity_UnitId",
                table: "Activity");

            migrationBuilder.DropIndex(
                name: "IX_Activity_UserId",
                table: "Activity");

            migrationBuilder.AddColumn<bool>(
                name: "BlindCounts",
                table: "Settings",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "Audits",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Scope = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    PropertyId = table.Column<long>(type: "INTEGER", nullable: true),
                    FromHook = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    ToHook = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    IsBlind = table.Column<bool>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    StartedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UserName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ActKey = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ItemCount = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Audits", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Audits_Properties_PropertyId",
                        column: x => x.PropertyId,
                        principalTable: "Properties",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ColumnChoices",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    UserId = table.Column<long>(type: "INTEGER", nullable: false),
                    List = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Columns = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ColumnChoices", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Imports",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    SealId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ActKey = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    FileName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    UserId = table.Column<long>(type: "INTEGER", nullable: false),
                    UserName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    SentAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ReadAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    SheetsJson = table.Column<string>(type: "TEXT", nullable: false),
                    MapJson = table.Column<string>(type: "TEXT", nullable: false),
                    Decisions = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    ReviewedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ReviewJson = table.Column<string>(type: "TEXT", nullable: false),
                    RunId = table.Column<long>(type: "INTEGER", nullable: true),
                    UndoRunId = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Imports", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ImportShapes",
                columns: table => new
                {
                    Heads = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    ColumnsJson = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportShapes", x => x.Heads);
                });

            migrationBuilder.CreateTable(
                name: "AuditCounts",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    AuditId = table.Column<long>(type: "INTEGER", nullable: false),
                    ItemId = table.Column<long>(type: "INTEGER", nullable: true),
                    Code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Hook = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Location = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    Quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    Copies = table.Column<int>(type: "INTEGER", nullable: false),
                    In = table.Column<int>(type: "INTEGER", nullable: false),
                    Expected = table.Column<int>(type: "INTEGER", nullable: false),
                    Apart = table.Column<string>(type: "TEXT", maxLength: 24, nullable: true),
                    HomeHook = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    HomeLocation = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    IsHome = table.Column<bool>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UserId = table.Column<long>(type: "INTEGER", nullable: false),
                    UserName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ReplacedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ActKey = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditCounts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AuditCounts_Audits_AuditId",
                        column: x => x.AuditId,
                        principalTable: "Audits",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_AuditCounts_Items_ItemId",
                        column: x => x.ItemId,
                        principalTable: "Items",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AuditFixes",
                columns: table => new
                {
                    AuditId = table.Column<long>(type: "INTEGER", nullable: false),
                    ItemId = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UserId = table.Column<long>(type: "INTEGER", nullable: false),
                    UserName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    What = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditFixes", x => new { x.AuditId, x.ItemId });
                    table.ForeignKey(
                        name: "FK_AuditFixes_Audits_AuditId",
                        column: x => x.AuditId,
                        principalTable: "Audits",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_AuditFixes_Items_ItemId",
                        column: x => x.ItemId,
                        principalTable: "Items",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AuditItems",
                columns: table => new
                {
                    AuditId = table.Column<long>(type: "INTEGER", nullable: false),
                    ItemId = table.Column<long>(type: "INTEGER", nullable: false),
                    Copies = table.Column<int>(type: "INTEGER", nullable: false),
                    In = table.Column<int>(type: "INTEGER", nullable: false),
                    Hook = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Location = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditItems", x => new { x.AuditId, x.ItemId });
                    table.ForeignKey(
                        name: "FK_AuditItems_Audits_AuditId",
                        column: x => x.AuditId,
                        principalTable: "Audits",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_AuditItems_Items_ItemId",
                        column: x => x.ItemId,
                        principalTable: "Items",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AuditSteps",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    AuditId = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UserId = table.Column<long>(type: "INTEGER", nullable: false),
                    UserName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditSteps", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AuditSteps_Audits_AuditId",
                        column: x => x.AuditId,
                        principalTable: "Audits",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PlannedAudits",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Scope = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    PropertyId = table.Column<long>(type: "INTEGER", nullable: true),
                    FromHook = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    ToHook = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    UserName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    PlannedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    AuditId = table.Column<long>(type: "INTEGER", nullable: true),
                    DroppedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlannedAudits", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PlannedAudits_Audits_AuditId",
                        column: x => x.AuditId,
                        principalTable: "Audits",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "FK_PlannedAudits_Properties_PropertyId",
                        column: x => x.PropertyId,
                        principalTable: "Properties",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ImportChunks",
                columns: table => new
                {
                    ImportId = table.Column<long>(type: "INTEGER", nullable: false),
                    Sheet = table.Column<int>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Rows = table.Column<int>(type: "INTEGER", nullable: false),
                    Sealed = table.Column<string>(type: "TEXT", nullable: false),
                    Judged = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportChunks", x => new { x.ImportId, x.Sheet, x.Number });
                    table.ForeignKey(
                        name: "FK_ImportChunks_Imports_ImportId",
                        column: x => x.ImportId,
                        principalTable: "Imports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ImportMade",
                columns: table => new
                {
                    ImportId = table.Column<long>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false),
                    Packed = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportMade", x => new { x.ImportId, x.Number });
                    table.ForeignKey(
                        name: "FK_ImportMade_Imports_ImportId",
                        column: x => x.ImportId,
                        principalTable: "Imports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Items_Hook",
                table: "Items",
                column: "Hook");

            migrationBuilder.CreateIndex(
                name: "IX_Activity_ContactId_Id",
                table: "Activity",
                columns: new[] { "ContactId", "Id" },
                filter: "\"ContactId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Activity_DeedId",
                table: "Activity",
                column: "DeedId",
                unique: true,
                filter: "\"DeedId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Activity_ItemId_Id",
                table: "Activity",
                columns: new[] { "ItemId", "Id" },
                filter: "\"ItemId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Activity_PropertyId_Id",
                table: "Activity",
                columns: new[] { "PropertyId", "Id" },
                filter: "\"PropertyId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Activity_ReceiptId",
                table: "Activity",
                column: "ReceiptId",
                filter: "\"ReceiptId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Activity_UnitId_Id",
                table: "Activity",
                columns: new[] { "UnitId", "Id" },
                filter: "\"UnitId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Activity_UserId_Id",
                table: "Activity",
                columns: new[] { "UserId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Activity_UserId_Verb_Id",
                table: "Activity",
                columns: new[] { "UserId", "Verb", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Activity_Verb_Id",
                table: "Activity",
                columns: new[] { "Verb", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditCounts_AuditId_ActKey",
                table: "AuditCounts",
                columns: new[] { "AuditId", "ActKey" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditCounts_AuditId_ItemId",
                table: "AuditCounts",
                columns: new[] { "AuditId", "ItemId" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditCounts_ItemId",
                table: "AuditCounts",
                column: "ItemId");

            migrationBuilder.CreateIndex(
                name: "IX_AuditFixes_ItemId",
                table: "AuditFixes",
                column: "ItemId");

            migrationBuilder.CreateIndex(
                name: "IX_AuditItems_ItemId",
                table: "AuditItems",
                column: "ItemId");

            migrationBuilder.CreateIndex(
                name: "IX_Audits_ActKey",
                table: "Audits",
                column: "ActKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Audits_PropertyId",
                table: "Audits",
                column: "PropertyId");

            migrationBuilder.CreateIndex(
                name: "IX_Audits_State",
                table: "Audits",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_AuditSteps_AuditId",
                table: "AuditSteps",
                column: "AuditId");

            migrationBuilder.CreateIndex(
                name: "IX_ColumnChoices_UserId_List",
                table: "ColumnChoices",
                columns: new[] { "UserId", "List" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Imports_ActKey",
                table: "Imports",
                column: "ActKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Imports_RunId",
                table: "Imports",
                column: "RunId");

            migrationBuilder.CreateIndex(
                name: "IX_Imports_UndoRunId",
                table: "Imports",
                column: "UndoRunId");

            migrationBuilder.CreateIndex(
                name: "IX_PlannedAudits_AuditId",
                table: "PlannedAudits",
                column: "AuditId");

            migrationBuilder.CreateIndex(
                name: "IX_PlannedAudits_PropertyId",
                table: "PlannedAudits",
                column: "PropertyId");
            // As in WhatIsOut: the planner plans for a large company, also by the indexes that are new.
            migrationBuilder.Sql("""
                INSERT INTO "sqlite_stat1" ("tbl", "idx", "stat") VALUES
                  ('Items', 'IX_Items_Hook', '100000 2'),
                  ('Activity', 'IX_Activity_ItemId_Id', '1000000 10 1'), ('Activity', 'IX_Activity_ContactId_Id', '500000 200 1'),
                  ('Activity', 'IX_Activity_PropertyId_Id', '900000 500 1'), ('Activity', 'IX_Activity_UnitId_Id', '500000 50 1'),
                  ('Activity', 'IX_Activity_UserId_Id', '1000000 20000 1'), ('Activity', 'IX_Activity_Verb_Id', '1000000 40000 1'),
                  ('Activity', 'IX_Activity_UserId_Verb_Id', '1000000 20000 2000 1'), ('Activity', 'IX_Activity_ReceiptId', '500000 5'),
                  ('Activity', 'IX_Activity_DeedId', '1000 1');
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AuditCounts");

            migrationBuilder.DropTable(
                name: "AuditFixes");

            migrationBuilder.DropTable(
                name: "AuditItems");

            migrationBuilder.DropTable(
                name: "AuditSteps");

            migrationBuilder.DropTable(
                name: "ColumnChoices");

            migrationBuilder.DropTable(
                name: "ImportChunks");

            migrationBuilder.DropTable(
                name: "ImportMade");

            migrationBuilder.DropTable(
                name: "ImportShapes");

            migrationBuilder.DropTable(
                name: "PlannedAudits");

            migrationBuilder.DropTable(
                name: "Imports");

            migrationBuilder.DropTable(
                name: "Audits");

            migrationBuilder.DropIndex(
                name: "IX_Items_Hook",
                table: "Items");

            migrationBuilder.DropIndex(
                name: "IX_Activity_ContactId_Id",
                table: "Activity");

            migrationBuilder.DropIndex(
                name: "IX_Activity_DeedId",
                table: "Activity");

            migrationBuilder.DropIndex(
                name: "IX_Activity_ItemId_Id",
                table: "Activity");

            migrationBuilder.DropIndex(
                name: "IX_Activity_PropertyId_Id",
                table: "Activity");

            migrationBuilder.DropIndex(
                name: "IX_Activity_ReceiptId",
                table: "Activity");

            migrationBuilder.DropIndex(
                name: "IX_Activity_UnitId_Id",
                table: "Activity");

            migrationBuilder.DropIndex(
                name: "IX_Activity_UserId_Id",
                table: "Activity");

            migrationBuilder.DropIndex(
                name: "IX_Activity_UserId_Verb_Id",
                table: "Activity");

            migrationBuilder.DropIndex(
                name: "IX_Activity_Verb_Id",
                table: "Activity");

            migrationBuilder.DropColumn(
                name: "BlindCounts",
                table: "Settings");

            migrationBuilder.CreateIndex(
                name: "IX_Activity_ContactId",
                table: "Activity",
                column: "ContactId");

            migrationBuilder.CreateIndex(
                name: "IX_Activity_DeedId",
                table: "Activity",
                column: "DeedId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Activity_ItemId",
                table: "Activity",
                column: "ItemId");

            migrationBuilder.CreateIndex(
                name: "IX_Activity_PropertyId",
                table: "Activity",
                column: "PropertyId");

            migrationBuilder.CreateIndex(
                name: "IX_Activity_ReceiptId",
                table: "Activity",
                column: "ReceiptId");

            migrationBuilder.CreateIndex(
                name: "IX_Activity_UnitId",
                table: "Activity",
                column: "UnitId");

            migrationBuilder.CreateIndex(
                name: "IX_Activity_UserId",
                table: "Activity",
                column: "UserId");
        }
    }
}
