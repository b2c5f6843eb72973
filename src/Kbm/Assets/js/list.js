import { goToSignIn, isSignedOut } from './dom.js';
import { withProgress } from './progress.js';

const delay = 150;
const timers = new WeakMap();
let request;

function address(form) {
  const url = new URL(form.action || location.href, location.href);
  const filled = [...new FormData(form)].filter(([, value]) => value !== '');
  url.search = new URLSearchParams(filled).toString();
  return url;
}

/** Replaces the list and whatever else belongs to it (the count, the chips), each found by its id. */
function swap(html) {
  const focused = document.activeElement?.id;
  const page = new DOMParser().parseFromString(html, 'text/html');
  for (const part of document.querySelectorAll('#list, [data-with-list][id]')) {
    const fresh = page.getElementById(part.id);
    if (fresh) part.replaceWith(document.adoptNode(fresh));
  }
  if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

async function refresh(form) {
  request?.abort();
  request = new AbortController();
  const { signal } = request;
  const url = address(form);
  try {
    const response = await withProgress(fetch(url, { signal, headers: { 'X-Requested-With': 'kbm' } }));
    if (isSignedOut(response)) return goToSignIn();
    const html = await response.text();
    if (signal.aborted || !response.ok) return;
    swap(html);
    history.replaceState(history.state, '', url);
  } catch (error) {
    if (error.name !== 'AbortError') form.requestSubmit();
  }
}

document.addEventListener('input', event => {
  const form = event.target.form;
  if (!form || !('auto' in form.dataset)) return;
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => refresh(form), event.target.matches('select, [type=checkbox], [type=radio]') ? 0 : delay));
});
