import { announce, icon, isSignedOut, make } from './dom.js';
import { withProgress } from './progress.js';

export class SignedOut extends Error {}

const carried = ['line', 'to', 'name', 'why', 'due', 'assigned', 'at'];
const noAnswer = 'The desk did not answer. Check the connection and try again.';
const notDone = 'That did not work. Try again.';

/** Sends the desk's form, one act at a time, and shows the reply without losing focus or what is being typed. */
export class Basket {
  #form;
  #state;
  #released = Promise.resolve();
  afterReply = () => {};

  constructor(form, state) {
    this.#form = form;
    this.#state = state;
    state.addEventListener('pointerdown', () => { this.#released = pointerRelease(); });
  }

  async send({ fields }) {
    const data = new FormData(this.#form);
    for (const [name, value] of Object.entries(fields)) data.set(name, value);
    const before = new Map(this.#editable().map(field => [field.id, field.value]));
    const response = await this.#post(data);
    if (isSignedOut(response)) throw new SignedOut();
    const text = await response.text();
    if (!response.ok) throw new Error(sentenceOf(response, text));
    await this.#released;
    this.#show(text, before);
    const address = response.headers.get('X-Kbm-Url');
    if (address) history.replaceState(history.state, '', address);
  }

  /** Writes what the form holds now into the address, where a reload and a sign-in in the middle find it. */
  keepInAddress() {
    const kept = [...new FormData(this.#form)].filter(([name, value]) => carried.includes(name) && value !== '');
    history.replaceState(history.state, '', `${location.pathname}?${new URLSearchParams(kept)}`);
  }

  /** Puts a sentence where the desk's own banner stands. */
  complain(sentence) {
    const banner = make('div', { class: 'banner bad' }, icon('triangle-alert'), make('p', {}, sentence));
    const place = this.#state.querySelector('.banner');
    if (place) place.replaceWith(banner);
    else this.#state.prepend(banner);
  }

  #post(data) {
    const request = fetch(this.#form.action, { method: 'POST', body: data, headers: { 'X-Requested-With': 'kbm' } });
    return withProgress(request).catch(() => { throw new Error(noAnswer); });
  }

  #show(html, before) {
    // Fields edited while the request was on its way keep what was typed.
    const typed = this.#editable().filter(field => before.get(field.id) !== field.value).map(field => [field.id, field.value]);
    const focus = this.#state.contains(document.activeElement) ? document.activeElement.id : '';
    const selection = selectionOf(document.activeElement);
    const reply = make('template');
    reply.innerHTML = html;
    const fresh = reply.content.querySelector('#desk-state') ?? reply.content;
    this.#state.replaceChildren(...fresh.childNodes);
    for (const [id, value] of typed) {
      const field = document.getElementById(id);
      if (field) field.value = value;
    }
    const target = focus && this.#state.querySelector(`#${CSS.escape(focus)}`);
    if (target && !target.disabled) this.#restore(target, selection);
    this.afterReply(Boolean(target && !target.disabled) || focusIsElsewhere(this.#form));
    const said = this.#state.querySelector('[data-announce]')?.dataset.announce;
    if (said) announce(said);
  }

  #editable() {
    const fields = this.#state.querySelectorAll('input:not([type=hidden], [type=checkbox], [type=radio]), select, textarea');
    return [...fields].filter(field => field.id);
  }

  #restore(target, selection) {
    target.focus({ preventScroll: true });
    if (selection) target.setSelectionRange?.(...selection);
  }
}

/** Resolves once the pointer is up: a button replaced while it is held down would never be clicked. */
function pointerRelease() {
  return new Promise(resolve => {
    for (const type of ['pointerup', 'pointercancel']) addEventListener(type, () => setTimeout(resolve, 30), { once: true });
  });
}

function focusIsElsewhere(form) {
  const active = document.activeElement;
  return active !== null && active !== document.body && !form.contains(active);
}

function selectionOf(element) {
  return element?.matches?.('input[type=text], input:not([type]), textarea') ? [element.selectionStart, element.selectionEnd] : null;
}

function sentenceOf(response, text) {
  if (!response.headers.get('Content-Type')?.includes('json')) return notDone;
  try {
    const problem = JSON.parse(text);
    return problem.detail ?? problem.title ?? notDone;
  } catch {
    return notDone;
  }
}
