// A file dropped anywhere on the form is as if it had been chosen.
for (const form of document.querySelectorAll('[data-drop-file]')) {
  const input = form.querySelector('input[type="file"]');
  const zone = input.closest('.drop');
  form.querySelector('[data-drop-hint]').hidden = false;
  for (const type of ['dragenter', 'dragover']) {
    form.addEventListener(type, event => {
      if (!event.dataTransfer.types.includes('Files')) return;
      event.preventDefault();
      zone.classList.add('over');
    });
  }
  for (const type of ['dragleave', 'drop']) form.addEventListener(type, () => zone.classList.remove('over'));
  form.addEventListener('drop', event => {
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    input.files = event.dataTransfer.files;
  });
}
