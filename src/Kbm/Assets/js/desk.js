import { announce, goToSignIn } from './dom.js';
import { Basket, SignedOut } from './desk-basket.js';
import { Suggestions } from './suggestions.js';

const form = document.getElementById('desk');

function start() {
  const box = document.getElementById('desk-box');
  const state = document.getElementById('desk-state');
  const basket = new Basket(form, state);
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
        queue.shift();
      }
    } catch (error) {
      fail(error);
    }
    working = false;
    if (confirmWhenDone) confirm();
  }

  function fail(error) {
    confirmWhenDone = false;
    if (error instanceof SignedOut) {
      leaving = true;
      basket.keepInAddress();
      goToSignIn();
      return;
    }
    const unsent = queue.splice(0).map(entry => entry.text).filter(Boolean);
    const sentence = unsent.length > 0 ? `${error.message} Not added: ${unsent.join(', ')}.` : error.message;
    basket.complain(sentence);
    announce(sentence);
    if (box.value === '' && unsent.length > 0) box.value = unsent[0];
  }

  function confirm() {
    confirmWhenDone = working || queue.length > 0;
    if (confirmWhenDone) return;
    const button = document.getElementById('desk-confirm');
    if (button && !button.disabled) button.click();
  }

  function enter() {
    const text = box.value.trim();
    if (text === '') confirm();
    else add(text, suggestions.highlightedFor(text));
  }

  box.addEventListener('keydown', event => {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (suggestions.move(event.key === 'ArrowDown' ? 1 : -1)) event.preventDefault();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      if (suggestions.isOpen) suggestions.close();
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
  });

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

  basket.afterReply = restored => { if (!restored) box.focus({ preventScroll: true }); };
  box.focus({ preventScroll: true });
}

if (form) start();
