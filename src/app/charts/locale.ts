// Imported before uPlot, which asks Intl for the browser's language while it loads: some browsers report one that Intl
// refuses ("en-US@posix", from the locale C), and the whole page would stay empty.

try {
  new Intl.NumberFormat(navigator.language);
} catch {
  Object.defineProperty(navigator, 'language', { value: 'en-US' });
}
