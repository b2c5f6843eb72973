using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Kbm.Web;

/// <summary>Writes <c>&lt;icon name="key-round" /&gt;</c> as a reference into the icon sprite; the word beside it carries the meaning.</summary>
[HtmlTargetElement("icon", Attributes = "name", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class IconTagHelper(IconSprite sprite) : TagHelper
{
    public required string Name { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"icon {context.AllAttributes["class"]?.Value}".TrimEnd());
        output.Attributes.SetAttribute("aria-hidden", "true");
        output.Content.SetHtmlContent(sprite.Use(Name));
    }
}
