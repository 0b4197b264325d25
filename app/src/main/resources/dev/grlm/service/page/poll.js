// Asking again every few seconds, only while the page can be seen.

export class Poll {
  #pause;
  #work;
  #timer = 0;
  #running = null;
  #isOn = false;
  #visible = () => this.#next(0);

  /** @param work called with a signal; the next call comes `pause` milliseconds after its end */
  constructor(pause, work) {
    this.#pause = pause;
    this.#work = work;
  }

  start() {
    this.#isOn = true;
    document.addEventListener("visibilitychange", this.#visible);
    this.#next(0);
  }

  stop() {
    this.#isOn = false;
    document.removeEventListener("visibilitychange", this.#visible);
    this.#next(0);
  }

  #next(pause) {
    clearTimeout(this.#timer);
    if (!this.#isOn || document.hidden) {
      this.#running?.abort();
      this.#running = null;
    } else if (this.#running === null) {
      this.#timer = setTimeout(() => this.#run(), pause);
    }
  }

  async #run() {
    const running = new AbortController();
    this.#running = running;
    await this.#work(running.signal);
    if (this.#running === running) {
      this.#running = null;
      this.#next(this.#pause);
    }
  }
}
