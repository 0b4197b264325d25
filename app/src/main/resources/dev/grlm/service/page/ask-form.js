// The form of an ask: a user or a composed history, and filters. The address holds its state.

import { ApiError, userView } from "./api.js";
import { AskFilters } from "./ask-filters.js";
import { askParams, isComplete } from "./ask.js";
import { el, freshId } from "./dom.js";
import { HistoryEditor } from "./history-editor.js";
import { itemList } from "./item-line.js";
import { lookUp, remember } from "./known-items.js";
import { Loader } from "./loader.js";
import { hint } from "./notice.js";
import { counted } from "./numbers.js";
import { address, go } from "./router.js";
import { searchBox } from "./search-box.js";
import { userOptions } from "./searches.js";

const SHOWN_HISTORY = 6;

export class AskForm {
  #view;
  #ask = null;
  #titles = new AbortController();
  #userBox = searchBox(
    { label: "User", placeholder: "Type or pick an id", eager: true, free: true, keeps: true },
    userOptions,
    (option) => this.#change({ user: option.value }),
  );
  #userHistory = el("section", { class: "user-history", "aria-label": "History of the user" });
  #historyLoader = new Loader(this.#userHistory, "Reading the history …");
  #shownUser = null;
  #editor = new HistoryEditor((history) => this.#change({ history }));
  #filters = new AskFilters((change) => this.#change(change));
  #choices = {};
  #userPart = el("div", { class: "stack" }, this.#userBox, this.#userHistory);
  #historyPart = el("div", {}, this.#editor.root);

  /**
   * @param submit called when the same ask is to be sent again; changes go through the address
   * @param further what a view asks beside
   */
  constructor(view, submitWords, submit, further = []) {
    this.#view = view;
    this.root = el(
      "form",
      { class: "ask", "aria-label": "What to ask", on: { submit: (event) => this.#submit(event, submit) } },
      this.#chooser(),
      this.#userPart,
      this.#historyPart,
      this.#filters.root,
      further,
      el("button", { type: "submit", class: "primary wide" }, submitWords),
    );
  }

  show(ask) {
    this.#ask = ask;
    this.#choices[ask.by].checked = true;
    this.#userPart.hidden = ask.by !== "user";
    this.#historyPart.hidden = ask.by !== "history";
    if (this.#userBox.isConnected && document.activeElement !== this.#userBox.querySelector("input")) {
      this.#userBox.value = ask.user;
    }
    this.#editor.show(ask.history);
    this.#filters.show(ask);
    this.#showUser(ask.by === "user" ? ask.user : "");
    this.#showTitles(ask);
  }

  dispose() {
    this.#titles.abort();
    this.#historyLoader.stop();
  }

  #chooser() {
    const name = freshId("by");
    const choice = (by, words) => {
      const input = el("input", { type: "radio", name, value: by, on: { change: () => this.#change({ by }) } });
      this.#choices[by] = input;
      return el("label", {}, input, el("span", {}, words));
    };
    return el(
      "fieldset",
      { class: "segments" },
      el("legend", {}, "Recommend for"),
      choice("user", "A user"),
      choice("history", "A history"),
    );
  }

  #submit(event, submit) {
    event.preventDefault();
    const typed = this.#userBox.value.trim();
    if (this.#ask.by === "user" && typed !== this.#ask.user) {
      this.#change({ user: typed });
    } else if (isComplete(this.#ask)) {
      submit();
    } else {
      this.root.querySelector("input[role=combobox]").focus();
    }
  }

  #change(change) {
    const params = askParams({ ...this.#ask, ...change });
    go(address(this.#view, "", params));
  }

  #showUser(user) {
    if (user === this.#shownUser) {
      return;
    }
    this.#shownUser = user;
    if (user === "") {
      this.#historyLoader.show(null);
      return;
    }
    this.#userHistory.replaceChildren();
    this.#historyLoader.run(
      (signal) => userView(user, signal).catch(nobody),
      (view) => (view === null ? hint(el("p", {}, "The service does not know this user.")) : this.#historyOf(remember(view.history))),
    );
  }

  #historyOf(history) {
    if (history.length === 0) {
      return hint(el("p", {}, "This user has no history."));
    }
    const list = el("div", {}, itemList(history.slice(-SHOWN_HISTORY).reverse()));
    const all = history.length > SHOWN_HISTORY && el("button", { type: "button", class: "quiet" }, `Show all ${history.length}`);
    if (all) {
      all.addEventListener("click", () => {
        list.replaceChildren(itemList(history.toReversed()));
        all.remove();
        list.querySelectorAll(".item-title")[SHOWN_HISTORY].focus();
      });
    }
    const edit = el("button", { type: "button", class: "quiet", on: { click: () => this.#edit(history) } }, "Edit as a history");
    return [
      el("h2", { class: "small-heading" }, `History, newest first (${counted(history.length, "item")})`),
      list,
      el("div", { class: "quiet-row" }, all, edit),
    ];
  }

  #edit(history) {
    this.#change({ by: "history", history: history.map((item) => item.id) });
  }

  /** An address holds ids only; their titles come a moment later. */
  async #showTitles(ask) {
    this.#titles.abort();
    this.#titles = new AbortController();
    const { signal } = this.#titles;
    await lookUp([...ask.history, ...ask.exclude], signal).catch(() => {});
    if (!signal.aborted && ask.history.length + ask.exclude.length > 0 && !this.#historyPart.contains(document.activeElement)) {
      this.#editor.show(ask.history);
      this.#filters.show(ask);
    }
  }
}

/** A user who is not known is no fault: the answer beside it goes by what is chosen most. */
function nobody(error) {
  if (error instanceof ApiError && error.status === 404) {
    return null;
  }
  throw error;
}
