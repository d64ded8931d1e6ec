/**
 * Light, dark, or as the system says. Kept in localStorage, which all our pages share and can read before they draw;
 * importing this module applies it.
 */

export type Theme = "system" | "light" | "dark";

const KEY = "theme";

export function readTheme(): Theme {
  const kept = localStorage.getItem(KEY);
  return kept === "light" || kept === "dark" ? kept : "system";
}

export function writeTheme(theme: Theme): void {
  if (theme === "system") localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, theme);
  applyTheme(theme);
}

function applyTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

applyTheme(readTheme());
addEventListener("storage", (event) => {
  if (event.key === KEY || event.key === null) applyTheme(readTheme());
});
