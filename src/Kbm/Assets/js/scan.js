/**
 * The desk's scan button. What reads the camera is loaded when it is first used.
 * @param enter takes what was read into the box; resolves to { ok, sentence }.
 */
export function offerScanning(button, dialog, enter) {
  if (!button || !navigator.mediaDevices?.getUserMedia) return;
  const { scanner, polyfill, wasm } = button.dataset;
  const said = dialog.querySelector('.scanner-said');
  button.hidden = false;
  button.addEventListener('click', async () => {
    said.className = 'scanner-said';
    said.textContent = 'Starting the camera…';
    dialog.showModal();
    try {
      const { scan } = await import(scanner);
      await scan({ dialog, said, polyfill, wasm, enter });
    } catch {
      said.textContent = 'The scanner could not be loaded. Check the connection, or type the code.';
      said.className = 'scanner-said bad';
    }
  });
}
