// The bearer token of this tab. It is never written where another tab or another day finds it.

const KEY = "grlm.token";

/** Dispatched on document when a token comes or goes. */
export const TOKEN_CHANGED = "grlm:token";

// Stands in where storage is denied.
let kept = null;

export function token() {
  try {
    return sessionStorage.getItem(KEY) ?? kept;
  } catch {
    return kept;
  }
}

export function keepToken(value) {
  kept = value;
  store((storage) => storage.setItem(KEY, value));
}

export function forgetToken() {
  kept = null;
  store((storage) => storage.removeItem(KEY));
}

function store(change) {
  try {
    change(sessionStorage);
  } catch {
    // The variable above holds it for as long as the page is open.
  }
  document.dispatchEvent(new CustomEvent(TOKEN_CHANGED));
}
