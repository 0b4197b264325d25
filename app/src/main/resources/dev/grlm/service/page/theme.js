// The switch between the light and the dark theme. Without a choice the system's theme holds.

const KEY = "grlm.theme";
const systemIsDark = matchMedia("(prefers-color-scheme: dark)");

/** Dispatched on document after every change of colours; charts draw themselves anew. */
export const THEME_CHANGED = "grlm:theme";

export function startThemeSwitch(button) {
  const show = () => {
    button.textContent = isDark() ? "Light theme" : "Dark theme";
    document.dispatchEvent(new CustomEvent(THEME_CHANGED));
  };
  button.addEventListener("click", () => {
    choose(isDark() ? "light" : "dark");
    show();
  });
  systemIsDark.addEventListener("change", show);
  show();
}

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : systemIsDark.matches;
}

function choose(theme) {
  document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Not remembered where storage is denied; it holds until the page is left.
  }
}
