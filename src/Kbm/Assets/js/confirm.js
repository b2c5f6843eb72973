import { make } from './dom.js';

const agreed = new WeakSet();

function ask(sentence, verb) {
  const title = make('h2', { id: 'confirm-title' }, sentence);
  const buttons = make('form', { method: 'dialog', class: 'actions' },
    make('button', { class: 'btn', value: '' }, 'Cancel'),
    make('button', { class: 'btn danger primary', value: 'yes' }, verb));
  const dialog = make('dialog', { 'aria-labelledby': 'confirm-title' }, title, buttons);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise(resolve => dialog.addEventListener('close', () => {
    dialog.remove();
    resolve(dialog.returnValue === 'yes');
  }));
}

document.addEventListener('submit', async event => {
  const form = event.target;
  const button = event.submitter;
  const source = [button, form].find(element => element?.dataset.confirm);
  if (!source || agreed.delete(form)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const verb = source.dataset.confirmVerb ?? button?.textContent.trim() ?? 'Yes';
  if (await ask(source.dataset.confirm, verb)) {
    agreed.add(form);
    form.requestSubmit(button);
  }
}, { capture: true });
