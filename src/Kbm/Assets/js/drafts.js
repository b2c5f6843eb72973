import { icon, make } from './dom.js';

const prefix = 'kbm-draft:';
const marker = 'kbm-restore';
const here = location.pathname;
const isSignIn = document.body.dataset.page === 'sign-in';

function fieldsOf(form) {
  return [...form.elements].filter(field =>
    field.name && field.name !== '__RequestVerificationToken' && field.dataset.secret !== 'true' && !['password', 'file', 'submit', 'button'].includes(field.type));
}

function keep(form) {
  const fields = fieldsOf(form).map(field =>
    ['checkbox', 'radio'].includes(field.type) ? { name: field.name, value: field.value, checked: field.checked } : { name: field.name, value: field.value });
  sessionStorage.setItem(prefix + here, JSON.stringify(fields));
}

function refill(form, kept) {
  for (const field of fieldsOf(form)) {
    const index = kept.findIndex(one => one.name === field.name && (one.checked === undefined || one.value === field.value));
    if (index < 0) continue;
    const [one] = kept.splice(index, 1);
    if (one.checked === undefined) field.value = one.value;
    else field.checked = one.checked;
  }
  form.prepend(make('div', { class: 'banner', role: 'status' }, icon('info'), make('p', {}, 'What you typed is still here.')));
}

function markReturn() {
  const target = new URLSearchParams(location.search).get('returnUrl');
  if (target?.startsWith('/')) sessionStorage.setItem(marker, new URL(target, location.origin).pathname);
}

function restore() {
  const kept = sessionStorage.getItem(prefix + here);
  const form = document.querySelector('form[data-draft]');
  if (kept && form && sessionStorage.getItem(marker) === here) refill(form, JSON.parse(kept));
  sessionStorage.removeItem(marker);
}

/** A draft is over when the page after its submit is another one. */
function dropOthers() {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(prefix) && key !== prefix + here) sessionStorage.removeItem(key);
  }
}

try {
  if (isSignIn) {
    markReturn();
  } else {
    restore();
    dropOthers();
  }
  document.addEventListener('submit', event => {
    if (!event.defaultPrevented && 'draft' in event.target.dataset) keep(event.target);
  });
} catch {
  // Without session storage nothing is kept, and forms work as they are.
}
