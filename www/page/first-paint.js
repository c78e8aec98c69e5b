// The theme that was chosen, before anything is painted. Runs as a plain script, since modules run later.
try {
  const { theme } = JSON.parse(localStorage.getItem('newsmark-settings') ?? '{}');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is forbidden: the theme of the system stands.
}
