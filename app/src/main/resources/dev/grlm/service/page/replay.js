// Unfolding level by level. Who wants less motion gets the end of it at once.

const PAUSE_MS = 750;

export class Replay {
  #timer = 0;

  /** Calls `show(level)` for 1 … levels; with less motion only for the last. */
  start(levels, show) {
    this.stop();
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      show(levels);
      return;
    }
    const step = (level) => {
      show(level);
      if (level < levels) {
        this.#timer = setTimeout(() => step(level + 1), PAUSE_MS);
      }
    };
    step(1);
  }

  stop() {
    clearTimeout(this.#timer);
  }
}
