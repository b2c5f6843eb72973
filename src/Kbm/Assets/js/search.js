import { make } from './dom.js';
import { Suggestions } from './suggestions.js';

const form = document.querySelector('.topbar form.search');
const input = form?.querySelector('input[name=q]');

function listOf(form) {
  const existing = form.querySelector('[role=listbox]');
  if (existing) return existing;
  const list = make('ul', { class: 'suggest', id: 'search-suggestions', role: 'listbox', 'aria-label': 'Suggestions', hidden: '' });
  form.append(list);
  return list;
}

function open(option) {
  location.assign(option.dataset.href);
}

function start() {
  const list = listOf(form);
  input.setAttribute('role', 'combobox');
  input.setAttribute('aria-controls', list.id);
  input.autocomplete = 'off';
  const suggestions = new Suggestions(input, list, '/search/suggest?q=', { onPick: open });
  input.addEventListener('keydown', event => {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (suggestions.move(event.key === 'ArrowDown' ? 1 : -1)) event.preventDefault();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      if (suggestions.isOpen) suggestions.close();
      else input.blur();
    } else if (event.key === 'Enter') {
      const option = suggestions.highlightedFor(input.value.trim());
      if (option) event.preventDefault();
      if (option) open(option);
    }
  });
}

if (input) start();
