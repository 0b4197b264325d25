// The dialog that asks for a token. Calls that are refused together share one dialog.

import { keepToken } from "./token.js";

const dialog = document.getElementById("login");
const field = document.getElementById("login-token");
const reason = document.getElementById("login-reason");

// What the header of a call can carry.
const SENDABLE = /^[!-~]+$/;

let pending = null;

/**
 * Resolves to true when a token was given, to false when the dialog was left.
 *
 * @param words why, where it is neither that there is none nor that it was refused
 */
export function askForToken(wasRefused, words) {
  pending ??= open(wasRefused, words).finally(() => {
    pending = null;
  });
  return pending;
}

function open(wasRefused, words) {
  reason.textContent = words ?? (wasRefused
    ? "The service does not know this token. Please try another one."
    : "This service answers only those who have a token.");
  field.value = "";
  dialog.returnValue = "";
  dialog.showModal();
  field.focus();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(taken()), { once: true });
  });
}

function taken() {
  const value = field.value.trim();
  field.value = "";
  if (dialog.returnValue !== "given" || value === "") {
    return false;
  }
  keepToken(value);
  return true;
}

dialog.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  if (SENDABLE.test(field.value.trim())) {
    dialog.close("given");
  } else {
    reason.textContent = "A token has only unaccented letters, digits and signs, and no spaces.";
    field.focus();
  }
});
document.getElementById("login-cancel").addEventListener("click", () => dialog.close("left"));
