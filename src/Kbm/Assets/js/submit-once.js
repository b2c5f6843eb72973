// Every POST form goes out once. A form whose answer is a download says so with data-repeat.
const held = new Set();

document.addEventListener('submit', event => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== 'post' || 'repeat' in form.dataset) return;
  if (held.has(form)) {
    event.preventDefault();
    return;
  }
  held.add(form);
  const button = event.submitter;
  // A disabled button's name and value are not sent, so it is disabled after the browser has read the form.
  if (button) setTimeout(() => { if (held.has(form)) hold(button); });
});

function hold(button) {
  button.disabled = true;
  button.dataset.held = '';
}

addEventListener('pageshow', () => {
  held.clear();
  for (const button of document.querySelectorAll('[data-held]')) {
    button.disabled = false;
    delete button.dataset.held;
  }
});
