/** What the desk asks or offers under its box, walked through with the arrow keys: things that may be meant, things to take back. */
export class Stops {
  #box;
  #state;

  constructor(box, state) {
    this.#box = box;
    this.#state = state;
    state.addEventListener('keydown', event => this.#pressed(event));
  }

  /** Leads to the first answer when a question is open: confirming would leave out what was typed. */
  question() {
    const first = this.#state.querySelector('.choices .line');
    first?.focus();
    return Boolean(first);
  }

  move(from, step) {
    const stops = [this.#box, ...this.#all()];
    const next = stops[stops.indexOf(from) + step];
    next?.focus();
    return Boolean(next);
  }

  dismiss() {
    const choices = this.#state.querySelector('.choices');
    if (!choices) return;
    choices.remove();
    this.#state.querySelector('.banner')?.remove();
  }

  #all() {
    return [...this.#state.querySelectorAll('.choices .line, .offers[open] button')];
  }

  #pressed(event) {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || !this.#all().includes(target)) return;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      if (this.move(target, key === 'ArrowDown' ? 1 : -1)) event.preventDefault();
    } else if (key === 'Escape') {
      this.#box.focus();
      this.dismiss();
    } else if (key.length === 1 && key !== ' ') {
      // A scan or a name typed here belongs to the box; the focus moves before the character does.
      event.stopPropagation();
      this.#box.focus();
    }
  }
}
