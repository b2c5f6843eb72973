using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Items;
using Kbm.Features.Photos;
using Microsoft.EntityFrameworkCore;
using SkiaSharp;

namespace Kbm.Features.Platform.Demo;

/// <summary>Drawn pictures in the place of photos: house fronts of properties, tags of keys, lockboxes.</summary>
internal sealed class DemoPhotos(Store<TenantDb> store, SavePhoto act, Actor by)
{
    private const int Width = 640;
    private const int Height = 480;
    private const int Most = 12;
    private static readonly SKColor[] s_walls = [new(0xb0, 0x6a, 0x4a), new(0xc9, 0xa8, 0x7c), new(0x8c, 0x93, 0x9c), new(0x9c, 0x55, 0x45)];

    public async Task Add()
    {
        var properties = await store.Read(db => db.Properties.OrderBy(p => p.Id).Select(p => p.Id).Take(Most).ToListAsync());
        for (var n = 0; n < properties.Count; n++) await Add(new(Property: properties[n]), n, House, "From the street");
        await AddItems(ItemType.Lockbox, Lockbox, "Where it hangs");
        await AddItems(ItemType.Key, Tag, null);
    }

    private async Task AddItems(ItemType type, Action<SKCanvas, SKPaint, int> draw, string? caption)
    {
        var codes = await store.Read(db => db.Items.Where(i => i.Type == type).OrderBy(i => i.Id).Select(i => i.Code).Take(Most).ToListAsync());
        for (var n = 0; n < codes.Count; n++) await Add(new(Item: codes[n]), n, draw, caption);
    }

    private async Task Add(PhotoOf of, int number, Action<SKCanvas, SKPaint, int> draw, string? caption)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(bitmap))
        using (var paint = new SKPaint { IsAntialias = true })
        {
            draw(canvas, paint, number);
        }
        using var image = SKImage.FromBitmap(bitmap);
        using var file = image.Encode(SKEncodedImageFormat.Jpeg, 90);
        var added = await act.Add(by, of, new(() => file.AsStream(), caption));
        if (added.IsRefused) throw new InvalidOperationException(added.Refusals[0].Sentence);
    }

    private static void House(SKCanvas canvas, SKPaint paint, int number)
    {
        canvas.Clear(new(0xc4, 0xd8, 0xe6));
        Fill(canvas, paint, new(0x8a, 0x9a, 0x7a), 0, 400, Width, 80);
        Fill(canvas, paint, s_walls[number % s_walls.Length], 120, 80, 400, 330);
        Fill(canvas, paint, new(0x4a, 0x3a, 0x32), 105, 66, 430, 18);
        var (floors, across) = (2 + number % 3, 3 + number % 2);
        for (var floor = 0; floor < floors; floor++)
            for (var n = 0; n < across; n++)
                Fill(canvas, paint, new(0xee, 0xe6, 0xc8), 150 + n * 360f / across, 105 + floor * 220f / floors, 230f / across, 130f / floors);
        Fill(canvas, paint, new(0x2f, 0x4f, 0x4a), 290, 325, 60, 85);
    }

    private static void Lockbox(SKCanvas canvas, SKPaint paint, int number)
    {
        canvas.Clear(s_walls[number % s_walls.Length]);
        Fill(canvas, paint, new(0x3c, 0x3c, 0x3e), 60 + number * 20, 0, 24, Height);
        Fill(canvas, paint, new(0x22, 0x24, 0x28), 220, 170, 200, 240);
        for (var n = 0; n < 12; n++) Fill(canvas, paint, new(0xd8, 0xd8, 0xd4), 242 + n % 3 * 56, 192 + n / 3 * 52, 42, 36);
        (paint.Style, paint.StrokeWidth, paint.Color) = (SKPaintStyle.Stroke, 22, new(0x9a, 0x9c, 0xa0));
        canvas.DrawArc(SKRect.Create(260, 90, 120, 170), 180, 180, false, paint);
    }

    private static void Tag(SKCanvas canvas, SKPaint paint, int number)
    {
        canvas.Clear(new(0xe9, 0xe4, 0xda));
        Fill(canvas, paint, SKColor.FromHsl(number * 47 % 360, 45, 45), 60, 170, 260, 140);
        Fill(canvas, paint, SKColors.White, 110, 195, 190, 90);
        (paint.Style, paint.StrokeWidth, paint.Color) = (SKPaintStyle.Stroke, 26, new(0xb8, 0x9a, 0x52));
        canvas.DrawCircle(400, 240, 55, paint);
        canvas.DrawLine(455, 240, 600, 240, paint);
        for (var n = 0; n < 3; n++) canvas.DrawLine(520 + n * 34, 240, 520 + n * 34, 270 + (number + n) % 3 * 12, paint);
    }

    private static void Fill(SKCanvas canvas, SKPaint paint, SKColor colour, float x, float y, float width, float height)
    {
        paint.Color = colour;
        canvas.DrawRect(x, y, width, height, paint);
    }
}
