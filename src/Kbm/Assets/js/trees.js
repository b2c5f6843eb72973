// A tree that is larger than its frame opens at the key that was asked for.
for (const frame of document.querySelectorAll('.tree-scroll')) {
  const key = frame.querySelector('[aria-current], .current');
  if (!key) continue;
  const [inside, outside] = [key.getBoundingClientRect(), frame.getBoundingClientRect()];
  frame.scrollLeft += inside.left + inside.width / 2 - outside.left - outside.width / 2;
  frame.scrollTop += inside.top + inside.height / 2 - outside.top - outside.height / 2;
}
