import { make } from './dom.js';

// A photo opens over the page; with a modifier key, or without this script, its link is a link.
document.addEventListener('click', event => {
  const link = event.target.closest?.('a[data-photo]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const { alt } = link.querySelector('img');
  const dialog = make('dialog', { class: 'photo', 'aria-label': alt },
    make('img', { src: link.getAttribute('href'), alt }),
    make('form', { method: 'dialog', class: 'actions' }, make('span', {}, link.dataset.photo), make('button', { class: 'btn' }, 'Close')));
  document.body.append(dialog);
  dialog.addEventListener('close', () => dialog.remove());
  dialog.addEventListener('click', ({ target }) => { if (target === dialog) dialog.close(); });
  dialog.showModal();
});

for (const form of document.querySelectorAll('[data-add-photos]')) form.classList.add('sends-itself');

// What is chosen or taken is sent at once; the label says so until the answer is there.
document.addEventListener('change', event => {
  const form = event.target.closest?.('[data-add-photos]');
  if (!form || event.target.files?.length === 0) return;
  event.target.labels[0].textContent = 'Sending…';
  form.requestSubmit();
});
