namespace Kbm.Features.Secrets;

/// <summary>A code as a page shows it: dots, and a button that asks for it.</summary>
/// <param name="ItemCode">Whose code it is.</param>
/// <param name="Field">Which of its codes.</param>
/// <param name="MayReveal">Whether the button is there.</param>
internal sealed record CodeView(string ItemCode, SecretField Field, bool MayReveal)
{
    /// <summary>One that is or was its code, by its id; null for the one of now.</summary>
    public Guid? Earlier { get; init; }
}

/// <summary>What an item's page says of a code besides dots.</summary>
internal sealed record CodeRow(SecretField Field, DateTime SetAt, string SetBy);
