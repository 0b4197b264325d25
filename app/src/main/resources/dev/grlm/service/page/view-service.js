// The view "Service": how it stands, and what comes in, while somebody looks on.

import { announce } from "./announcer.js";
import { changes, experiments, health, metricsText, nextFit } from "./api.js";
import { el } from "./dom.js";
import { parseMetrics } from "./metrics.js";
import { fitInShort, nextFitParts } from "./next-fit.js";
import { errorNotice } from "./notice.js";
import { onlineFigures } from "./online-figures.js";
import { Poll } from "./poll.js";
import { changeList, clock, healthNotice, standing } from "./service-parts.js";

const PAUSE_MS = 3000;
const SHOWN_CHANGES = 25;
// Two minutes of them are drawn.
const KEPT = 40;

export const title = () => "Service";

export function mount(place) {
  const said = el("div", { class: "said" });
  const old = el("p", { class: "hint old" });
  const state = el("section", { "aria-label": "How it stands" });
  const online = el("section", { class: "report-section", "aria-labelledby": "online-title" });
  const next = el("section", { class: "report-section", "aria-labelledby": "next-title" });
  const list = el("section", { class: "report-section", "aria-labelledby": "changes-title" });
  const poll = new Poll(PAUSE_MS, look);
  const seen = [];
  let status = null;
  let fitState = null;
  let lookedAt = null;
  const toggle = el("button", { type: "button", "aria-pressed": "false", on: { click: pause } }, "Pause");
  place.append(
    el("div", { class: "title-row" }, el("h1", { tabindex: -1 }, "Service"), toggle),
    el("p", { class: "lead" }, "Looked at every three seconds while this page can be seen."),
    said,
    el("div", { class: "looked" }, old, state, next, list, online),
  );

  const stands = () => toggle.getAttribute("aria-pressed") === "true";

  function pause() {
    const isPaused = !stands();
    toggle.setAttribute("aria-pressed", String(isPaused));
    toggle.textContent = isPaused ? "Go on" : "Pause";
    if (isPaused) {
      poll.stop();
    } else {
      poll.start();
    }
  }

  async function look(signal) {
    try {
      const asked = [health(signal), metricsText(signal), changes(SHOWN_CHANGES, signal), experiments(signal), nextFit(signal)];
      const [now, text, latest, shown, upcoming] = await Promise.all(asked);
      seen.push({ at: performance.now(), samples: parseMetrics(text) });
      lookedAt = Date.now();
      old.textContent = "";
      seen.splice(0, seen.length - KEPT);
      if (status !== now.status) {
        status = now.status;
        announce(status === "up" ? "The service is up." : "The service is down.");
      }
      const fit = upcoming.fit?.state ?? "";
      if (fitState !== null && fitState !== fit) {
        announce(fitInShort(upcoming.fit));
      }
      fitState = fit;
      say(said, healthNotice(now));
      state.replaceChildren(...standing(now, seen));
      showOnce(next, upcoming, nextFitParts);
      showOnce(list, latest, changeList);
      showOnce(online, shown, onlineFigures);
    } catch (error) {
      if (!signal.aborted) {
        old.textContent = lookedAt === null ? "" : `The last look failed: what stands here is of ${clock(lookedAt)}.`;
        // Without a token there is nothing to be had by asking again by itself.
        const isRefused = error.status === 401 || error.status === 403;
        if (isRefused) {
          pause();
        }
        say(said, isRefused ? errorNotice(error, pause) : errorNotice(error));
      }
    }
  }

  const update = () => {
    if (!stands()) {
      poll.start();
    }
  };
  return { update, dispose: () => poll.stop() };
}

/** An alert that says the same again is not said again. */
function say(place, notice) {
  if (place.textContent !== (notice?.textContent ?? "")) {
    place.replaceChildren(...[notice].filter(Boolean));
  }
}

/** What has not changed is left alone, so that nobody loses a place in it. */
function showOnce(place, content, render) {
  const said = JSON.stringify(content);
  if (place.dataset.shown !== said) {
    place.dataset.shown = said;
    place.replaceChildren(...render(content));
  }
}
