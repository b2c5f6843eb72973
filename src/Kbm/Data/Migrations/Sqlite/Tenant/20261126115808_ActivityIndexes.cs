using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kbm.Data.Migrations.Sqlite.Tenant
{
    /// <inheritdoc />
    public partial class ActivityIndexes : Migration
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
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
