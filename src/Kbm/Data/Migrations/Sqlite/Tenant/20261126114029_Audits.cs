using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kbm.Data.Migrations.Sqlite.Tenant
{
    /// <inheritdoc />
    public partial class Audits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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

            migrationBuilder.CreateIndex(
                name: "IX_Items_Hook",
                table: "Items",
                column: "Hook");

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
                name: "PlannedAudits");

            migrationBuilder.DropTable(
                name: "Audits");

            migrationBuilder.DropIndex(
                name: "IX_Items_Hook",
                table: "Items");

            migrationBuilder.DropColumn(
                name: "BlindCounts",
                table: "Settings");
        }
    }
}
