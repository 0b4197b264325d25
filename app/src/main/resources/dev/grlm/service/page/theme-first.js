// A classic script: it runs before the page is painted, modules do not.
(() => {
  try {
    const theme = localStorage.getItem("grlm.theme");
    if (theme === "light" || theme === "dark") {
      document.documentElement.dataset.theme = theme;
    }
  } catch {
    // Storage is denied: the theme of the system stays.
  }
})();
