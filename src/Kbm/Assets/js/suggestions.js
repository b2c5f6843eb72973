const delay = 80;

/** The list under a combobox: fetched as one types, moved through with arrows, never older than the text it answers. */
export class Suggestions {
  #input;
  #list;
  #url;
  #highlightFirst;
  #timer;
  #request;
  #answers = null;

  constructor(input, list, url, { highlightFirst = false, onPick }) {
    this.#input = input;
    this.#list = list;
    this.#url = url;
    this.#highlightFirst = highlightFirst;
    input.setAttribute('aria-expanded', 'false');
    input.setAttribute('aria-autocomplete', 'list');
    input.addEventListener('input', () => this.#typed());
    input.addEventListener('blur', () => this.close());
    list.addEventListener('pointerdown', event => event.preventDefault());
    list.addEventListener('click', event => {
      const option = event.target.closest('[role=option]');
      if (option) onPick(option);
    });
  }

  get isOpen() {
    return !this.#list.hidden;
  }

  /** The highlighted option, but only when the list answers exactly this text. */
  highlightedFor(text) {
    return this.isOpen && this.#answers === text ? this.#list.querySelector('[aria-selected=true]') : null;
  }

  move(step) {
    const options = this.#options();
    if (!this.isOpen || options.length === 0) return false;
    const current = options.findIndex(option => option.getAttribute('aria-selected') === 'true');
    const next = current < 0 ? (step > 0 ? 0 : options.length - 1) : (current + step + options.length) % options.length;
    this.#highlight(options[next]);
    return true;
  }

  close() {
    clearTimeout(this.#timer);
    this.#request?.abort();
    this.#list.hidden = true;
    this.#list.replaceChildren();
    this.#answers = null;
    this.#input.setAttribute('aria-expanded', 'false');
    this.#input.removeAttribute('aria-activedescendant');
  }

  #typed() {
    clearTimeout(this.#timer);
    const text = this.#input.value.trim();
    if (text === '') this.close();
    else this.#timer = setTimeout(() => this.#load(text), delay);
  }

  async #load(text) {
    this.#request?.abort();
    this.#request = new AbortController();
    const { signal } = this.#request;
    try {
      const response = await fetch(this.#url + encodeURIComponent(text), { signal, headers: { 'X-Requested-With': 'kbm' } });
      const html = response.ok && !response.redirected ? await response.text() : '';
      if (!signal.aborted && this.#input.value.trim() === text) this.#show(text, html);
    } catch {
      if (!signal.aborted) this.close();
    }
  }

  #show(text, html) {
    this.#list.innerHTML = html;
    this.#answers = text;
    const options = this.#options();
    options.forEach((option, index) => {
      option.id ||= `${this.#list.id}-${index}`;
      option.setAttribute('aria-selected', 'false');
    });
    this.#list.hidden = this.#list.childElementCount === 0;
    this.#input.setAttribute('aria-expanded', String(options.length > 0));
    this.#input.removeAttribute('aria-activedescendant');
    if (this.#highlightFirst && options.length > 0) this.#highlight(options[0]);
  }

  #options() {
    return [...this.#list.querySelectorAll('[role=option]')];
  }

  #highlight(chosen) {
    for (const option of this.#options()) option.setAttribute('aria-selected', String(option === chosen));
    this.#input.setAttribute('aria-activedescendant', chosen.id);
    chosen.scrollIntoView({ block: 'nearest' });
  }
}
