using System.Text.Json;
using Kbm.Features.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Kbm.Features.Api;

/// <summary>What the OpenAPI document says beyond what the endpoints say themselves: who may call them, and how that is shown.</summary>
internal static class ApiDescription
{
    public static void AddDescription(this OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            (document.Info.Title, document.Info.Description) = ("KBM", "Keys, who has them and since when. Every company has its own address, and its tokens are of no use at another's.");
            document.Components ??= new();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes[BearerTokens.Scheme_] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "An API token, made on one's profile page or with POST /api/v1/tokens. A browser's cookie counts for nothing here.",
            };
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if ((Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type) is not { IsEnum: true } type) return Task.CompletedTask;
            var words = JsonSerializer.SerializeToNode(Enum.GetValuesAsUnderlyingType(type).Cast<object>().Select(v => Enum.ToObject(type, v)).ToArray(), context.JsonTypeInfo.Options)!.AsArray();
            (schema.Type, schema.Enum) = (type == context.JsonTypeInfo.Type ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null, [.. words.Select(w => w!.DeepClone())]);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<IAuthorizeData>().Any())
                operation.Security = [new() { [new OpenApiSecuritySchemeReference(BearerTokens.Scheme_, context.Document)] = [] }];
            return Task.CompletedTask;
        });
    }
}
