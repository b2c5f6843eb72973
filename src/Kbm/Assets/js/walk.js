import { announce, goToSignIn, isSignedOut, isTyping } from './dom.js';
import { withProgress } from './progress.js';
import { offerScanning } from './scan.js';
import { refused, taken } from './scan-signals.js';

const noAnswer = 'There was no answer. Check the connection, then scan it again.';

/** Counts by scanning: each text is sent in turn and the place is shown anew, without losing the focus or what is being typed. */
function start() {
  const queue = [];
  let working = false;

  async function send(text) {
    const form = document.getElementById('walk-scan');
    const data = new FormData(form);
    data.set('q', text);
    const response = await withProgress(fetch(form.action, { method: 'POST', body: data, headers: { 'X-Requested-With': 'kbm' } }));
    if (isSignedOut(response)) {
      goToSignIn();
      return { ok: false, sentence: '' };
    }
    return show(await response.text());
  }

  function show(html) {
    const fresh = new DOMParser().parseFromString(html, 'text/html').getElementById('walk');
    if (!fresh) return { ok: false, sentence: noAnswer };
    const stays = fresh.dataset.address === document.getElementById('walk').dataset.address;
    const numbers = !stays ? [] : [...document.querySelectorAll('.walk-number')].filter(field => field.value !== field.defaultValue);
    const box = document.getElementById('walk-box');
    const { value } = box;
    const seen = document.getElementById('walk-seen').value;
    const focused = document.activeElement?.id;
    document.getElementById('walk').replaceWith(document.adoptNode(fresh));
    for (const typed of numbers) {
      const field = document.getElementById(typed.id);
      if (field) field.value = typed.value;
    }
    // What was typed before was typed without having seen what others have counted since.
    if (numbers.length > 0) document.getElementById('walk-seen').value = seen;
    const next = document.getElementById('walk-box');
    if (next) next.value = value;
    (document.getElementById(focused) ?? next)?.focus({ preventScroll: true });
    history.replaceState(history.state, '', fresh.dataset.address);
    offer();
    const sentence = fresh.dataset.announce || document.querySelector('#walk h1').textContent;
    return { ok: fresh.dataset.right === 'true', sentence };
  }

  async function work() {
    working = true;
    while (queue.length > 0) {
      const { text, answer } = queue.shift();
      const outcome = await send(text).catch(() => ({ ok: false, sentence: noAnswer }));
      announce(outcome.sentence);
      if (answer) answer(outcome);
      else (outcome.ok ? taken : refused)();
    }
    working = false;
  }

  function push(entry) {
    queue.push(entry);
    if (!working) work();
  }

  function offer() {
    offerScanning(document.getElementById('walk-camera'), document.getElementById('scanner'), text => new Promise(answer => push({ text, answer })));
  }

  document.addEventListener('submit', event => {
    if (event.target.id !== 'walk-scan') return;
    event.preventDefault();
    const box = document.getElementById('walk-box');
    const text = box.value.trim();
    box.value = '';
    if (text !== '') push({ text });
    else if (!working) document.getElementById('walk-done')?.click();
  });

  // A number is left with Enter to the next one, as on paper; after the last, Done.
  document.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.isComposing || !event.target.matches('.walk-number')) return;
    event.preventDefault();
    const fields = [...document.querySelectorAll('.walk-number')];
    const next = fields[fields.indexOf(event.target) + 1] ?? document.getElementById('walk-done');
    next.focus();
    if (isTyping(next)) next.select();
  });

  offer();
}

if (document.getElementById('walk-scan')) start();
