import { announce, goToSignIn, isSignedOut } from './dom.js';

const dots = '••••';
const shownFor = 30_000;
const longest = 9;
const timers = new Map();
const asked = new WeakSet();

function parts(form) {
  return { code: form.querySelector('output'), show: form.querySelector('[type=submit]'), copy: form.querySelector('[data-copy]') };
}

function setButton(button, word, name) {
  button.querySelector('span').textContent = word;
  const use = button.querySelector('use');
  use?.setAttribute('href', `${use.getAttribute('href').split('#')[0]}#${name}`);
}

function write(form, text) {
  parts(form).code.textContent = text;
  form.classList.toggle('long', text.length > longest);
}

function hide(form) {
  clearTimeout(timers.get(form));
  timers.delete(form);
  const { show, copy } = parts(form);
  write(form, dots);
  form.classList.remove('shown');
  setButton(copy, 'Copy', 'copy');
  setButton(show, 'Show', 'eye');
}

function put(form, value) {
  write(form, value);
  form.classList.add('shown');
  setButton(parts(form).show, 'Hide', 'eye-off');
  timers.set(form, setTimeout(() => hide(form), shownFor));
}

async function reveal(form) {
  // A button that is disabled loses the focus: this one only says so.
  if (asked.has(form)) return;
  asked.add(form);
  const { show } = parts(form);
  show.setAttribute('aria-disabled', 'true');
  try {
    const response = await fetch(form.action, { method: 'post', body: new FormData(form), headers: { 'X-Requested-With': 'kbm' } });
    if (isSignedOut(response)) return goToSignIn();
    const { value, sentence } = await response.json();
    if (response.ok) put(form, value);
    else write(form, sentence);
  } catch {
    write(form, dots);
    announce('The code could not be shown. Try again.');
  } finally {
    show.removeAttribute('aria-disabled');
    asked.delete(form);
  }
}

document.addEventListener('submit', event => {
  const form = event.target;
  if (!('reveal' in form.dataset)) return;
  event.preventDefault();
  if (timers.has(form)) hide(form);
  else reveal(form);
});

document.addEventListener('click', async event => {
  const button = event.target.closest?.('[data-copy]');
  if (!button) return;
  try {
    await navigator.clipboard.writeText(parts(button.form).code.textContent);
    setButton(button, 'Copied', 'check');
  } catch {
    getSelection().selectAllChildren(parts(button.form).code);
  }
});

// A page that the browser keeps for the way back is kept with dots.
addEventListener('pagehide', () => { for (const form of [...timers.keys()]) hide(form); });
