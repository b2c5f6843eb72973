using Microsoft.AspNetCore.Http.Metadata;

namespace Kbm.Web;

/// <summary>How large a body an endpoint takes that takes more than the others, and what is said to one beyond.</summary>
internal sealed record BodyLimit(long Bytes, string Sentence, string More) : IRequestSizeLimitMetadata
{
    public long? MaxRequestBodySize => Bytes;
}
