using FsCheck;
using FsCheck.Fluent;
using Kbm.Features.Properties;
using Kbm.Features.Shared;

namespace Kbm.Tests.Features.Properties;

public sealed class AddressCellTests
{
    private static readonly string[] s_parts = ["2 Elm St.", ",", ";", "\"", "a, b; \"c\"", "\"\"", "IL", "IL 60608", "IL 60608-0042", "60608", "=1", "'=1", "-", "x\"", "\"x", "; ; ,", "St. Mary's"];

    [Fact]
    public void Any_addresses_come_back_as_they_were()
    {
        var part = Gen.OneOf(Gen.Elements(s_parts), ArbMap.Default.GeneratorFor<string>().Select(t => Checks.Line(t) is { Length: > 0 } line ? line : "x"));
        var optional = Gen.OneOf(part, Gen.Constant<string>(null!));
        var address = from street in part from city in optional from state in optional from zip in optional select new PropertyAddress(street, city, state, zip);

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Arb.From(Gen.ListOf(address)), all =>
            Lines(AddressCell.Read(AddressCell.Of(all))!.Select(a => a.ToAddress())) == Lines(all)));
    }

    [Theory]
    [InlineData("2 Elm Street", "2 Elm Street///")]
    [InlineData(" 2 Elm Street ,Chicago,  IL 60608 ;; 4 Elm Street;", "2 Elm Street/Chicago/IL/60608 4 Elm Street///")]
    [InlineData("2 Elm Street, , , 60608", "2 Elm Street///60608")]
    [InlineData("\"12 Elm, rear\", Chicago", "12 Elm, rear/Chicago//")]
    [InlineData("", "")]
    public void What_people_write_is_understood(string cell, string addresses) => Lines(AddressCell.Read(cell)!.Select(a => a.ToAddress())).ShouldBe(addresses);

    [Theory]
    [InlineData("\"12 Elm")]
    [InlineData("\"12 Elm\" rear, Chicago")]
    [InlineData("12 Elm, Chicago, IL, 60608, USA")]
    public void What_could_mean_several_things_is_no_list_of_addresses(string cell) => AddressCell.Read(cell).ShouldBeNull();

    private static string Lines(IEnumerable<PropertyAddress> addresses) => string.Join(' ', addresses.Select(a => $"{a.Street}/{a.City}/{a.State}/{a.PostalCode}"));
}
