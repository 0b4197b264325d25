// What went wrong, in words, with a way to try again.

import { ApiError } from "./api.js";
import { el } from "./dom.js";
import { askForToken } from "./login.js";
import { counted } from "./numbers.js";

/** Title and sentence for an error of any kind. */
export function inWords(error) {
  if (!(error instanceof ApiError)) {
    console.error(error);
    return ["This page has a fault", "Something went wrong that was not foreseen. Reloading may help."];
  }
  const { status, detail, retryAfter } = error;
  const said = detail === "" ? "" : ` ${detail}`;
  switch (status) {
    case 0:
      return ["The service cannot be reached", "There was no answer. Is the service running, and are you online?"];
    case 401:
      return ["A token is needed", "Without a token the service does not answer."];
    case 403:
      return ["Not allowed", `Your token does not permit this.${said}`];
    case 404:
      return ["Not found", detail === "" ? "The service does not have this." : detail];
    case 429:
    case 503: {
      const wait = retryAfter > 0 ? ` It asks to wait ${counted(retryAfter, "second")}.` : "";
      return ["The service is busy", `${sentence(detail || "Too much is waiting at the moment")}${wait}`];
    }
    default:
      return status >= 500
        ? ["The service has a fault", `It could not answer (status ${status}).${said}`]
        : ["The service refused", `Status ${status}.${said}`];
  }
}

function sentence(text) {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** An alert; `retry` is called by its button, which waits as long as the service asked for. */
export function errorNotice(error, retry) {
  const [title, text] = inWords(error);
  return el(
    "div",
    { class: "notice problem", role: "alert" },
    el("p", { class: "notice-title" }, title),
    el("p", {}, text),
    retry && retryButton(error, retry),
    retry && error.status === 403 && otherToken(retry),
  );
}

export function hint(...content) {
  return el("div", { class: "notice" }, ...content);
}

/** What one token does not permit another may. */
function otherToken(retry) {
  const ask = async () => {
    if (await askForToken(false, "Please give a token that may do this.")) {
      retry();
    }
  };
  return el("button", { type: "button", on: { click: ask } }, "Use another token");
}

function retryButton(error, retry) {
  const button = el("button", { type: "button", on: { click: retry } }, "Try again");
  let left = error.retryAfter ?? 0;
  const tick = () => {
    button.disabled = left > 0;
    button.textContent = left > 0 ? `Try again in ${left} s` : "Try again";
    left -= 1;
    if (left >= -1 && button.disabled) {
      setTimeout(tick, 1000);
    }
  };
  tick();
  return button;
}
