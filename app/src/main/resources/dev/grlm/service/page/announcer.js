// What is said to those who do not see the page change.

const region = document.getElementById("announcer");

export function announce(text) {
  // The same sentence twice would not be read again.
  region.textContent = region.textContent === text ? `${text} ` : text;
}
