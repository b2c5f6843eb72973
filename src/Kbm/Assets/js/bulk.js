import { announce } from './dom.js';

const rowBoxes = '#list tbody .pick input';
let last = null;

const boxes = () => [...document.querySelectorAll(rowBoxes)];
const wholeList = () => document.querySelector('#bulk [name=all]');

function counted(number, { one, many }) {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many} selected`;
}

/** What takes no more than so many at once is not offered for more, and it says so. */
function refuseTooMany(number) {
  const refused = new Set();
  for (const button of document.querySelectorAll('#bulk [data-most]')) {
    button.disabled = number > Number(button.dataset.most);
    if (button.disabled) refused.add(`${button.textContent.trim()}: at most ${Number(button.dataset.most).toLocaleString('en')} at once.`);
  }
  document.querySelector('.bulk-too-many').textContent = [...refused].join(' ');
}

/** Says how many are selected, and keeps the box at the head of the column in step. */
function tell() {
  const line = document.querySelector('.bulk-count');
  if (!line) return;
  const all = wholeList();
  const rows = boxes();
  const picked = rows.filter(box => box.checked).length;
  const number = all?.checked ? Number(all.dataset.total) : picked;
  line.textContent = counted(number, line.dataset);
  refuseTooMany(number);
  const page = document.querySelector('[data-pick-page]');
  page.checked = picked === rows.length;
  page.indeterminate = picked > 0 && picked < rows.length;
}

function pickRange(to) {
  const rows = boxes();
  const [from, until] = [rows.indexOf(last), rows.indexOf(to)].sort((a, b) => a - b);
  if (from >= 0) for (const box of rows.slice(from, until + 1)) box.checked = to.checked;
}

function clear() {
  for (const box of boxes()) box.checked = false;
  const all = wholeList();
  if (all) all.checked = false;
  last = null;
  tell();
  announce('Nothing is selected.');
}

document.addEventListener('click', event => {
  if (!event.target.matches(rowBoxes)) return;
  if (event.shiftKey && last) pickRange(event.target);
  last = event.target;
  tell();
});

document.addEventListener('change', event => {
  const { target } = event;
  if (target.matches('[data-pick-page]')) for (const box of boxes()) box.checked = target.checked;
  else if (target === wholeList()) { if (target.checked) for (const box of boxes()) box.checked = true; }
  else if (!target.matches(rowBoxes)) return;
  // One row less is no longer all that match.
  const all = wholeList();
  if (all && target !== all && !target.checked) all.checked = false;
  tell();
});

document.addEventListener('reset', event => {
  if (event.target.id !== 'bulk') return;
  event.preventDefault();
  clear();
  document.querySelector('[data-pick-page]')?.focus();
});

document.addEventListener('keydown', event => {
  if (event.key === 'Escape' && !event.defaultPrevented && event.target.closest('#list') && boxes().some(box => box.checked)) clear();
});

function reveal() {
  const page = document.querySelector('[data-pick-page][hidden]');
  if (page) page.hidden = false;
}

const list = document.getElementById('list');
if (list) {
  reveal();
  new MutationObserver(reveal).observe(list.parentElement, { childList: true });
}
