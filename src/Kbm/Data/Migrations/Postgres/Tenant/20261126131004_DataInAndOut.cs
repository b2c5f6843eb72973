using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Kbm.Data.Migrations.Postgres.Tenant
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
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "Audits",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Scope = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    PropertyId = table.Column<long>(type: "bigint", nullable: true),
                    FromHook = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    ToHook = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    Title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    IsBlind = table.Column<bool>(type: "boolean", nullable: false),
                    State = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    StartedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UserName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    EndedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ActKey = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    ItemCount = table.Column<int>(type: "integer", nullable: false)
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
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    UserId = table.Column<long>(type: "bigint", nullable: false),
                    List = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Columns = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ColumnChoices", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Imports",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    SealId = table.Column<Guid>(type: "uuid", nullable: false),
                    ActKey = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    FileName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    UserId = table.Column<long>(type: "bigint", nullable: false),
                    UserName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    SentAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ReadAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    SheetsJson = table.Column<string>(type: "text", nullable: false),
                    MapJson = table.Column<string>(type: "text", nullable: false),
                    Decisions = table.Column<string>(type: "text", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    ReviewedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ReviewJson = table.Column<string>(type: "text", nullable: false),
                    RunId = table.Column<long>(type: "bigint", nullable: true),
                    UndoRunId = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Imports", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ImportShapes",
                columns: table => new
                {
                    Heads = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Kind = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    ColumnsJson = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportShapes", x => x.Heads);
                });

            migrationBuilder.CreateTable(
                name: "AuditCounts",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    AuditId = table.Column<long>(type: "bigint", nullable: false),
                    ItemId = table.Column<long>(type: "bigint", nullable: true),
                    Code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Hook = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    Location = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    Quantity = table.Column<int>(type: "integer", nullable: false),
                    Copies = table.Column<int>(type: "integer", nullable: false),
                    In = table.Column<int>(type: "integer", nullable: false),
                    Expected = table.Column<int>(type: "integer", nullable: false),
                    Apart = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true),
                    HomeHook = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    HomeLocation = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    IsHome = table.Column<bool>(type: "boolean", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UserId = table.Column<long>(type: "bigint", nullable: false),
                    UserName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    ReplacedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ActKey = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true)
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
                    AuditId = table.Column<long>(type: "bigint", nullable: false),
                    ItemId = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UserId = table.Column<long>(type: "bigint", nullable: false),
                    UserName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    What = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false)
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
                    AuditId = table.Column<long>(type: "bigint", nullable: false),
                    ItemId = table.Column<long>(type: "bigint", nullable: false),
                    Copies = table.Column<int>(type: "integer", nullable: false),
                    In = table.Column<int>(type: "integer", nullable: false),
                    Hook = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    Location = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true)
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
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    AuditId = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UserId = table.Column<long>(type: "bigint", nullable: false),
                    UserName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false)
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
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    Scope = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    PropertyId = table.Column<long>(type: "bigint", nullable: true),
                    FromHook = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    ToHook = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    Title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    UserName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    PlannedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    AuditId = table.Column<long>(type: "bigint", nullable: true),
                    DroppedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
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
                    ImportId = table.Column<long>(type: "bigint", nullable: false),
                    Sheet = table.Column<int>(type: "integer", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Rows = table.Column<int>(type: "integer", nullable: false),
                    Sealed = table.Column<string>(type: "text", nullable: false),
                    Judged = table.Column<byte[]>(type: "bytea", nullable: true)
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
                    ImportId = table.Column<long>(type: "bigint", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Count = table.Column<int>(type: "integer", nullable: false),
                    Packed = table.Column<byte[]>(type: "bytea", nullable: false)
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
