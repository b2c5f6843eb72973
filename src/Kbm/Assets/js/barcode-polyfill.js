import { BarcodeDetector, prepareZXingModule } from 'barcode-detector/ponyfill';

/** A detector for browsers that have none; its WebAssembly comes from this address of our own and from nowhere else. */
export function makeDetector(wasm, formats) {
  prepareZXingModule({ overrides: { locateFile: () => wasm } });
  return new BarcodeDetector({ formats });
}
