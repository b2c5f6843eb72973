const open = 'details.menu[open], .bottombar details[open]';

function closeAll(except) {
  for (const menu of document.querySelectorAll(open)) {
    if (!menu.contains(except)) menu.open = false;
  }
}

document.addEventListener('click', event => closeAll(event.target));

document.addEventListener('focusin', event => closeAll(event.target));

document.addEventListener('keydown', event => {
  if (event.key !== 'Escape') return;
  const menu = document.activeElement?.closest(open);
  closeAll(null);
  menu?.querySelector('summary').focus();
});
