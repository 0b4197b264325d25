// The view "Service": how it stands, and what comes in, while somebody looks on.

import { announce } from "./announcer.js";
import { changes, health, metricsText } from "./api.js";
import { el } from "./dom.js";
import { parseMetrics } from "./metrics.js";
import { errorNotice } from "./notice.js";
import { Poll } from "./poll.js";
import { changeList, healthNotice, onlineFigures, standing } from "./service-parts.js";

const PAUSE_MS = 3000;
const SHOWN_CHANGES = 25;
// Two minutes of them are drawn.
const KEPT = 40;

export const title = () => "Service";

export function mount(place) {
  const said = el("div", { class: "said" });
  const state = el("section", { "aria-label": "How it stands" });
  const online = el("section", { class: "report-section", "aria-labelledby": "online-title" });
  const list = el("section", { class: "report-section", "aria-labelledby": "changes-title" });
  const poll = new Poll(PAUSE_MS, look);
  const seen = [];
  let status = null;
  const toggle = el("button", { type: "button", "aria-pressed": "false", on: { click: pause } }, "Pause");
  place.append(
    el("div", { class: "title-row" }, el("h1", { tabindex: -1 }, "Service"), toggle),
    el("p", { class: "lead" }, "Looked at every three seconds while this page can be seen."),
    said,
    state,
    list,
    online,
  );

  function pause() {
    const isPaused = toggle.getAttribute("aria-pressed") !== "true";
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
      const [now, text, latest] = await Promise.all([health(signal), metricsText(signal), changes(SHOWN_CHANGES, signal)]);
      seen.push({ at: performance.now(), samples: parseMetrics(text) });
      seen.splice(0, seen.length - KEPT);
      if (status !== now.status) {
        status = now.status;
        announce(status === "up" ? "The service is up." : "The service is down.");
      }
      said.replaceChildren(...[healthNotice(now)].filter(Boolean));
      state.replaceChildren(...standing(now, seen));
      showOnce(list, latest, changeList);
      showOnce(online, seen.at(-1).samples.filter(({ name }) => name.startsWith("grlm_feedback_")), onlineFigures);
    } catch (error) {
      if (!signal.aborted) {
        said.replaceChildren(errorNotice(error));
        // Without a token there is nothing to be had by asking again by itself.
        if (error.status === 401 || error.status === 403) {
          pause();
          said.replaceChildren(errorNotice(error, pause));
        }
      }
    }
  }

  return { update: () => poll.start(), dispose: () => poll.stop() };
}

/** What has not changed is left alone, so that nobody loses a place in it. */
function showOnce(place, content, render) {
  const said = JSON.stringify(content);
  if (place.dataset.shown !== said) {
    place.dataset.shown = said;
    place.replaceChildren(...render(content));
  }
}
