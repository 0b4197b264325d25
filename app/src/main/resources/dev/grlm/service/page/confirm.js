// Asks before something is destroyed.

const dialog = document.getElementById("confirm");

/** Leaves all as it is; what was asked of a view is nothing to the next one. */
export const leaveOpenQuestion = () => dialog.close();

/** Resolves to true when the person wants it. */
export function confirmed(title, words, yes) {
  document.getElementById("confirm-title").textContent = title;
  document.getElementById("confirm-words").textContent = words;
  document.getElementById("confirm-yes").textContent = yes;
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}
