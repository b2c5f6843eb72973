import { make } from './dom.js';

const bar = make('div', { class: 'progress', 'aria-hidden': 'true' });
let running = 0;
document.body.append(bar);

function change(by) {
  running = Math.max(0, running + by);
  bar.classList.toggle('on', running > 0);
}

/** Shows the bar at the top while the promise is pending; the style waits 300 ms first. */
export async function withProgress(promise) {
  change(1);
  try {
    return await promise;
  } finally {
    change(-1);
  }
}

document.addEventListener('htmx:beforeRequest', () => change(1));
document.addEventListener('htmx:afterRequest', () => change(-1));
