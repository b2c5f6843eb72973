import { announce, goToSignIn } from './dom.js';
import { Basket, SignedOut } from './desk-basket.js';
import { Stops } from './desk-stops.js';
import { offerScanning } from './scan.js';
import { Suggestions } from './suggestions.js';

const form = document.getElementById('desk');

function start() {
  const box = document.getElementById('desk-box');
  const state = document.getElementById('desk-state');
  const basket = new Basket(form, state);
  const stops = new Stops(box, state);
  const queue = [];
  let working = false;
  let leaving = false;
  let confirmWhenDone = false;

  const suggestions = new Suggestions(box, document.getElementById('desk-suggestions'), '/desk/suggest?q=', {
    highlightFirst: true,
    onPick: option => add(box.value.trim(), option),
  });

  function add(text, option) {
    box.value = '';
    suggestions.close();
    push({ fields: { q: text, pick: option?.dataset.pick ?? '' }, text });
  }

  function push(entry) {
    confirmWhenDone = false;
    queue.push(entry);
    if (!working) work();
  }

  async function work() {
    working = true;
    try {
      while (queue.length > 0 && !leaving) {
        await basket.send(queue[0]);
        queue.shift().answer?.(outcome());
      }
    } catch (error) {
      fail(error);
    }
    working = false;
    if (confirmWhenDone) confirm();
  }

  /** What the desk made of it, for whoever cannot see the basket. */
  function outcome() {
    const refusal = state.querySelector('.banner, .choices, .basket > .line.blocked:last-child');
    return { ok: !refusal, sentence: state.querySelector('[data-announce]')?.dataset.announce ?? '' };
  }

  function fail(error) {
    confirmWhenDone = false;
    if (error instanceof SignedOut) {
      leaving = true;
      basket.keepInAddress();
      signInAndGoOn();
      return;
    }
    const left = queue.splice(0);
    for (const { answer } of left) answer?.({ ok: false, sentence: error.message });
    const unsent = left.map(entry => entry.text).filter(Boolean);
    const sentence = unsent.length > 0 ? `${error.message} Not added: ${unsent.join(', ')}.` : error.message;
    basket.complain(sentence);
    announce(sentence);
    if (box.value === '' && unsent.length > 0) box.value = unsent[0];
  }

  /** After signing in the basket is found in the address, with what could not be sent. */
  function signInAndGoOn() {
    const back = new URL(location.href);
    for (const { text } of queue) if (text) back.searchParams.append('add', text);
    goToSignIn(back);
  }

  function confirm() {
    confirmWhenDone = working || queue.length > 0;
    if (confirmWhenDone || stops.question()) return;
    const button = document.getElementById('desk-confirm');
    if (button && !button.disabled) button.click();
  }

  function enter() {
    const text = box.value.trim();
    if (text === '') confirm();
    else add(text, suggestions.highlightedFor(text));
  }

  offerScanning(document.getElementById('desk-scan'), document.getElementById('scanner'),
    text => new Promise(answer => push({ fields: { q: text, pick: '' }, text, answer })));

  box.addEventListener('keydown', event => {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      if (suggestions.move(step) || (box.value === '' && stops.move(box, step))) event.preventDefault();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      if (suggestions.isOpen) suggestions.close();
      else if (box.value === '') stops.dismiss();
      else box.value = '';
    } else if (event.key === 'Enter') {
      event.preventDefault();
      enter();
    }
  });

  // Enter in a side field would press the form's first button; it returns to the box instead.
  state.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.isComposing || !event.target.matches('input')) return;
    event.preventDefault();
    box.focus();
  });

  state.addEventListener('change', event => {
    if (event.target.closest('[data-refresh]')) push({ fields: { q: '', pick: '' } });
    else remember(event.target);
  });

  /** A reload or a sign-in finds the field as it was left. */
  function remember({ name, value }) {
    const address = new URL(location.href);
    address.searchParams.set(name, value);
    history.replaceState(history.state, '', address);
  }

  form.addEventListener('submit', event => {
    const button = event.submitter;
    if (button?.id === 'desk-confirm') {
      if (!working && queue.length === 0) {
        basket.keepInAddress();
        return;
      }
      event.preventDefault();
      confirmWhenDone = true;
    } else if (button?.name && state.contains(button)) {
      event.preventDefault();
      push({ fields: { q: '', pick: '', [button.name]: button.value } });
    } else {
      event.preventDefault();
      enter();
    }
  });

  // The address of a refused confirmation is that of its POST, which a reload would not find the basket at.
  if (new URLSearchParams(location.search).has('handler')) history.replaceState(history.state, '', form.dataset.address);
  basket.afterReply = restored => { if (!restored) box.focus({ preventScroll: true }); };
  box.focus({ preventScroll: true });
}

if (form) start();
