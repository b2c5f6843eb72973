// Runs in the head, before the first paint, so that a chosen theme never flashes.
try {
  const choice = localStorage.getItem('kbm-theme');
  if (choice === 'light' || choice === 'dark') document.documentElement.dataset.theme = choice;
} catch {
  // Without storage the system's theme is shown.
}
