// An answer puts the focus where work goes on: at the first field that was refused, or at what the page has to say.
const said = 'main .banner[role="alert"], main .banner.ok[role="status"]';

function start() {
  const invalid = document.querySelector('main [aria-invalid="true"]');
  if (invalid) return invalid;
  if (location.hash || document.querySelector('main [autofocus]') || document.activeElement !== document.body) return null;
  const banner = document.querySelector(said);
  banner?.setAttribute('tabindex', '-1');
  return banner;
}

start()?.focus({ focusVisible: true });
