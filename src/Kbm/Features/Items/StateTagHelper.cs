using Kbm.Web;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Kbm.Features.Items;

/// <summary>Writes <c>&lt;state of="…" /&gt;</c> as a pill: a tone, an icon and words.</summary>
[HtmlTargetElement("state", Attributes = "of", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class StateTagHelper(IconSprite sprite) : TagHelper
{
    public required StateView Of { get; set; }

    /// <summary>Whether it leads to what it names; not inside of a button or of another link.</summary>
    public bool Leads { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = Leads && Of.Href is not null ? "a" : "span";
        if (output.TagName == "a") output.Attributes.SetAttribute("href", Of.Href);
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "state " + Of.Tone);
        output.Content.SetHtmlContent(sprite.Icon(Of.Icon));
        output.Content.Append(Of.Text.Replace(" · ", "\u00a0· ", StringComparison.Ordinal));
    }
}
