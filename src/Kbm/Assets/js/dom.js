/** Builds an element: make('p', { class: 'muted' }, 'text', child). */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Refers to an icon of the sprite, under the address the page already uses for it. */
export function icon(name) {
  const known = document.querySelector('svg.icon use')?.getAttribute('href') ?? '/icons.svg';
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  use.setAttribute('href', `${known.split('#')[0]}#${name}`);
  svg.append(use);
  return svg;
}

export function isTyping(element) {
  return element?.isContentEditable || element?.matches?.('input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select') || false;
}

const region = make('div', { class: 'sr-only', role: 'status', 'aria-live': 'polite' });
document.body.append(region);

/** Says a sentence to screen readers without moving the focus. */
export function announce(sentence) {
  region.textContent = '';
  requestAnimationFrame(() => { region.textContent = sentence; });
}

/** True when the server answered that nobody is signed in any more. */
export function isSignedOut(response) {
  return response.status === 401 || (response.redirected && new URL(response.url).pathname.startsWith('/sign-in'));
}

/** Signs in and comes back to this address, or to another one. */
export function goToSignIn({ pathname, search } = location) {
  location.assign(`/sign-in?returnUrl=${encodeURIComponent(pathname + search)}`);
}
