const key = 'kbm-theme';
const root = document.documentElement;

function showChoice() {
  const current = root.dataset.theme ?? 'system';
  for (const button of document.querySelectorAll('[data-theme-choice]')) {
    button.setAttribute('aria-pressed', String(button.dataset.themeChoice === current));
  }
}

function remember(choice) {
  try {
    if (choice === 'system') localStorage.removeItem(key);
    else localStorage.setItem(key, choice);
  } catch {
    // The choice then lasts for this page only.
  }
}

document.addEventListener('click', event => {
  const choice = event.target.closest?.('[data-theme-choice]')?.dataset.themeChoice;
  if (!choice) return;
  if (choice === 'system') delete root.dataset.theme;
  else root.dataset.theme = choice;
  remember(choice);
  showChoice();
});

showChoice();
