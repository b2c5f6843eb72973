using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kbm.Data.Migrations.Postgres.Tenant
{
    /// <inheritdoc />
    public partial class WhatIsOut : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "CopiesOut",
                table: "Items",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "LastMovedAt",
                table: "Items",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "NextDueAt",
                table: "Items",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Items_InUse",
                table: "Items",
                columns: new[] { "Type", "RetiredAt", "CopiesOut", "InLockboxId" },
                filter: "\"RetiredAt\" IS NULL");

            migrationBuilder.Sql("""
                UPDATE "Items" SET
                  "CopiesOut" = coalesce((SELECT sum(c."Outstanding") FROM "Checkouts" AS c WHERE c."ItemId" = "Items"."Id" AND c."Outstanding" > 0), 0),
                  "NextDueAt" = (SELECT min(c."DueAt") FROM "Checkouts" AS c WHERE c."ItemId" = "Items"."Id" AND c."Outstanding" > 0),
                  "LastMovedAt" = (SELECT max(CASE WHEN b."At" > c."At" THEN b."At" ELSE c."At" END)
                    FROM "Checkouts" AS c LEFT JOIN "CheckIns" AS b ON b."CheckoutId" = c."Id" WHERE c."ItemId" = "Items"."Id")
                WHERE "Id" IN (SELECT "ItemId" FROM "Checkouts");
                CREATE INDEX "IX_Items_OutByCode" ON "Items" ("Type", length("Code"), "Code") WHERE "RetiredAt" IS NULL AND "CopiesOut" > 0;
                CREATE INDEX "IX_Items_ByDue" ON "Items" ("Type", ("NextDueAt" IS NULL), "NextDueAt", length("Code"), "Code") WHERE "RetiredAt" IS NULL;
                CREATE INDEX "IX_Items_ByLastMove" ON "Items" ("Type", ("LastMovedAt" IS NULL), "LastMovedAt" DESC, length("Code") DESC, "Code" DESC) WHERE "RetiredAt" IS NULL;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                DROP INDEX "IX_Items_ByLastMove";
                DROP INDEX "IX_Items_ByDue";
                DROP INDEX "IX_Items_OutByCode";
                """);

            migrationBuilder.DropIndex(
                name: "IX_Items_InUse",
                table: "Items");

            migrationBuilder.DropColumn(
                name: "CopiesOut",
                table: "Items");

            migrationBuilder.DropColumn(
                name: "LastMovedAt",
                table: "Items");

            migrationBuilder.DropColumn(
                name: "NextDueAt",
                table: "Items");
        }
    }
}
