import { refused, taken } from './scan-signals.js';

const formats = ['qr_code', 'code_128'];
const betweenLooks = 90;
/** A tag is read again only after it has been out of sight this long. */
const outOfSight = 2500;

const troubles = {
  NotAllowedError: 'The camera is not allowed here. Allow it for this site in the browser, or type the code.',
  NotFoundError: 'No camera was found. Type the code, or use a hand scanner.',
  NotReadableError: 'The camera is in use by another program.',
};

async function makeDetector(polyfill, wasm) {
  const native = await globalThis.BarcodeDetector?.getSupportedFormats().catch(() => []) ?? [];
  if (formats.every(format => native.includes(format))) return new globalThis.BarcodeDetector({ formats });
  return (await import(polyfill)).makeDetector(wasm, formats);
}

/** A tag's address and its bars name the same item. */
function itemOf(text) {
  return text.slice(text.lastIndexOf('/') + 1).toUpperCase();
}

/** Looks until the dialog closes, and hands on each tag once while it is in sight. */
async function look(video, detector, isOpen, found) {
  const seen = new Map();
  while (isOpen()) {
    const codes = video.readyState >= 2 ? await detector.detect(video) : [];
    const now = performance.now();
    for (const { rawValue } of codes) {
      const item = itemOf(rawValue);
      const before = seen.get(item) ?? -Infinity;
      seen.set(item, now);
      if (isOpen() && now - before > outOfSight) await found(rawValue);
      seen.set(item, performance.now());
    }
    await new Promise(resolve => setTimeout(resolve, betweenLooks));
  }
}

/** Opens the camera in the dialog, which is open already, and reads until it is closed. */
export async function scan({ dialog, said, polyfill, wasm, enter }) {
  const video = dialog.querySelector('video');
  const closed = new Promise(resolve => dialog.addEventListener('close', resolve, { once: true }));
  let stream;
  const tell = (sentence, kind = '') => {
    said.textContent = sentence;
    said.className = `scanner-said ${kind}`;
  };
  const stop = () => {
    for (const track of stream?.getTracks() ?? []) track.stop();
    video.srcObject = null;
  };
  closed.then(stop);
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } } });
  } catch (error) {
    tell(troubles[error.name] ?? 'The camera could not be started. Type the code.', 'bad');
    return;
  }
  if (!dialog.open) return stop();
  video.srcObject = stream;
  await video.play();
  const detector = await makeDetector(polyfill, wasm);
  if (dialog.open) tell('Hold a tag in front of the camera.');
  await look(video, detector, () => dialog.open, async text => {
    const { ok, sentence } = await enter(text);
    tell(sentence, ok ? 'ok' : 'bad');
    (ok ? taken : refused)();
  });
}
