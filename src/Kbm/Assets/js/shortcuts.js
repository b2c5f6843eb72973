import { isTyping, make } from './dom.js';

const places = {
  d: ['/desk', 'Desk'],
  h: ['/dashboard', 'Dashboard'],
  k: ['/keys', 'Keys'],
  l: ['/lockboxes', 'Lockboxes'],
  s: ['/signs', 'Signs'],
  m: ['/smart-locks', 'Smart locks'],
  p: ['/properties', 'Properties'],
  c: ['/contacts', 'Contacts'],
  r: ['/receipts', 'Receipts'],
  a: ['/activity', 'Activity'],
};
const sequenceTime = 1200;
let goUntil = 0;
let dialog;

function row(words, ...keys) {
  return [make('dt', {}, words), make('dd', {}, ...keys.map(key => make('kbd', {}, key)))];
}

function buildDialog() {
  const rows = [
    ...row('Search everything', '/'),
    ...Object.entries(places).flatMap(([key, [, name]]) => row(`Go to ${name}`, 'g', key)),
    ...row('Desk: add what is typed or scanned', 'Enter'),
    ...row('Desk: confirm, on the empty box', 'Enter'),
    ...row('These shortcuts', '?'),
  ];
  const close = make('form', { method: 'dialog', class: 'actions' }, make('button', { class: 'btn' }, 'Close'));
  const built = make('dialog', { 'aria-labelledby': 'shortcuts-title' },
    make('h2', { id: 'shortcuts-title' }, 'Keyboard shortcuts'), make('dl', { class: 'shortcuts' }, ...rows), close);
  document.body.append(built);
  return built;
}

function showShortcuts() {
  dialog ??= buildDialog();
  if (!dialog.open) dialog.showModal();
}

function act(event) {
  const going = event.timeStamp < goUntil;
  goUntil = 0;
  if (going && places[event.key]) location.assign(places[event.key][0]);
  else if (event.key === 'g') goUntil = event.timeStamp + sequenceTime;
  else if (event.key === '?') showShortcuts();
  else if (event.key === '/') document.querySelector('.topbar form.search input')?.focus();
  else return;
  event.preventDefault();
}

function hasFrame() {
  return !document.body.classList.contains('plain');
}

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
  if (hasFrame() && !document.querySelector('dialog[open]')) act(event);
});

document.addEventListener('click', event => {
  if (event.target.closest?.('[data-shortcuts]')) showShortcuts();
});
