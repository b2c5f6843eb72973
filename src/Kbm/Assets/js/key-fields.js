import { make } from './dom.js';
import { Suggestions } from './suggestions.js';

// A field that takes the code of a key offers keys by their label, too; what is chosen writes its code.
for (const form of document.querySelectorAll('[data-key-field]')) {
  const input = form.querySelector('input:not([type=hidden])');
  const list = make('ul', { class: 'suggest', id: `${input.id}-suggestions`, role: 'listbox', 'aria-label': 'Keys', hidden: '' });
  const box = make('div', { class: 'suggest-box' });
  input.replaceWith(box);
  box.append(input, list);
  input.setAttribute('role', 'combobox');
  input.setAttribute('aria-controls', list.id);

  const pick = option => {
    input.value = option.querySelector('.code').textContent;
    suggestions.close();
    input.focus();
  };
  const suggestions = new Suggestions(input, list, '/search/suggest?of=keys&q=', { onPick: pick });

  input.addEventListener('keydown', event => {
    if (event.isComposing || !suggestions.isOpen) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (suggestions.move(event.key === 'ArrowDown' ? 1 : -1)) event.preventDefault();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      suggestions.close();
    } else if (event.key === 'Enter') {
      const option = suggestions.highlightedFor(input.value.trim());
      if (option) {
        event.preventDefault();
        pick(option);
      }
    }
  });
}
