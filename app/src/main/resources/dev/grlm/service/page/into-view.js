// On a narrow screen the answer stands below the form; it is brought to where the person looks.

const NARROW = matchMedia("(max-width: 60rem)");

/** Scrolls to `element` where it begins below the upper half of a narrow screen. */
export function intoView(element) {
  if (NARROW.matches && element.isConnected && element.getBoundingClientRect().top > innerHeight / 2) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    element.scrollIntoView({ block: "start", behavior: calm ? "instant" : "smooth" });
  }
}
