using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kbm.Data.Migrations.Sqlite.Tenant
{
    /// <inheritdoc />
    public partial class Indexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_Activity_ReceiptId",
                table: "Activity",
                column: "ReceiptId");

            migrationBuilder.CreateIndex(
                name: "IX_Activity_UnitId",
                table: "Activity",
                column: "UnitId");

            // Lists are sorted by these expressions: KZ999 comes before KAA001, and a name's place does not depend on its case.
            migrationBuilder.Sql("""
                CREATE INDEX "IX_Items_ByCode" ON "Items" ("Type", length("Code"), "Code");
                CREATE INDEX "IX_Contacts_ByName" ON "Contacts" (lower("Name"));
                CREATE INDEX "IX_Properties_ByName" ON "Properties" (lower("Name"));
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""DROP INDEX "IX_Items_ByCode"; DROP INDEX "IX_Contacts_ByName"; DROP INDEX "IX_Properties_ByName";""");

            migrationBuilder.DropIndex(
                name: "IX_Activity_ReceiptId",
                table: "Activity");

            migrationBuilder.DropIndex(
                name: "IX_Activity_UnitId",
                table: "Activity");
        }
    }
}
