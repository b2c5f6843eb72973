// Bundles the styles and scripts and draws the icon sprite. Usage: node Assets/build.mjs OUTPUT_FOLDER
import { build } from 'esbuild';
import subsetFont from 'subset-font';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const assets = dirname(fileURLToPath(import.meta.url));
const packages = join(assets, '..', 'node_modules');
const icons = join(packages, 'lucide-static', 'icons');
const output = resolve(process.argv[2] ?? 'wwwroot');

async function bundle() {
  const result = await build({
    entryPoints: {
      app: join(assets, 'js', 'app.js'),
      theme: join(assets, 'js', 'early-theme.js'),
    },
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    legalComments: 'none',
    outdir: output,
    logLevel: 'warning',
  });
  // Loaded when the camera is first used, so they are modules of their own.
  const modules = await build({
    entryPoints: {
      scanner: join(assets, 'js', 'scanner.js'),
      'barcode-polyfill': join(assets, 'js', 'barcode-polyfill.js'),
    },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    legalComments: 'none',
    outdir: output,
    logLevel: 'warning',
  });
  await copyFile(join(packages, 'zxing-wasm', 'dist', 'reader', 'zxing_reader.wasm'), join(output, 'zxing_reader.wasm'));
  const styles = await build({
    entryPoints: { app: join(assets, 'css', 'app.css') },
    bundle: true,
    minify: true,
    outdir: output,
    logLevel: 'warning',
  });
  if (result.warnings.length + modules.warnings.length + styles.warnings.length > 0) process.exitCode = 1;
}

/** What most receipts are set in: Latin letters and common signs. A PDF carries its typefaces whole, so they are kept small. */
async function subsetFonts() {
  const ranges = [[0x20, 0x7e], [0xa0, 0x17f], [0x2010, 0x2026], [0x20ac, 0x20ac]];
  const letters = ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, at) => String.fromCodePoint(from + at))).join('');
  for (const name of ['DejaVuSans', 'DejaVuSans-Bold']) {
    const whole = await readFile(join(packages, 'dejavu-fonts-ttf', 'ttf', `${name}.ttf`));
    await writeFile(join(output, `${name}-Latin.ttf`), await subsetFont(whole, letters, { targetFormat: 'truetype' }));
  }
}

async function symbol(name) {
  const source = await readFile(join(icons, `${name}.svg`), 'utf8');
  const shapes = source.slice(source.indexOf('>', source.indexOf('<svg')) + 1, source.lastIndexOf('</svg>'));
  return `<symbol id="${name}" viewBox="0 0 24 24">${shapes.replace(/\s*\n\s*/g, '')}</symbol>`;
}

async function drawSprite() {
  const names = JSON.parse(await readFile(join(assets, 'icons.json'), 'utf8'));
  const symbols = await Promise.all(names.map(symbol));
  await writeFile(join(output, 'icons.svg'), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`);
}

await mkdir(output, { recursive: true });
await Promise.all([bundle(), drawSprite(), subsetFonts(), copyFile(join(assets, 'favicon.svg'), join(output, 'favicon.svg'))]);
