// A tree that is larger than its frame opens at the key that was asked for: a picture has it in the middle, a list just shows it.
for (const frame of document.querySelectorAll('.tree-scroll')) {
  const key = frame.querySelector('[aria-current], .current');
  if (!key) continue;
  const [inside, outside] = [key.getBoundingClientRect(), frame.getBoundingClientRect()];
  if (frame.matches('.picture')) {
    frame.scrollLeft += inside.left + inside.width / 2 - outside.left - outside.width / 2;
    frame.scrollTop += inside.top + inside.height / 2 - outside.top - outside.height / 2;
  } else {
    frame.scrollLeft += Math.max(0, inside.right + 16 - outside.right);
  }
}
