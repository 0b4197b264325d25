// The start of the page: one view at a time, chosen by the address.

import { health } from "./api.js";
import { leaveOpenQuestion } from "./confirm.js";
import { el } from "./dom.js";
import { inWords } from "./notice.js";
import { counted } from "./numbers.js";
import { parseRoute } from "./router.js";
import { startEcho } from "./terms.js";
import { startThemeSwitch } from "./theme.js";
import { TOKEN_CHANGED, forgetToken, token } from "./token.js";
import * as beams from "./view-beams.js";
import * as catalogue from "./view-catalogue.js";
import * as edit from "./view-edit.js";
import * as item from "./view-item.js";
import * as recommend from "./view-recommend.js";
import * as report from "./view-report.js";
import * as service from "./view-service.js";
import * as term from "./view-term.js";
import * as unknown from "./view-unknown.js";
import * as user from "./view-user.js";
import * as users from "./view-users.js";

const VIEWS = { recommend, beams, catalogue, term, item, edit, users, user, report, service };
const BELONGS_TO = { term: "catalogue", item: "catalogue", edit: "catalogue", user: "users" };
const SHARING_AN_ASK = ["recommend", "beams"];
const main = document.getElementById("main");

let shown = null;
let current = null;
let inList = placeInList(parseRoute(""));

function show() {
  leaveOpenQuestion();
  const route = parseRoute(location.hash);
  const before = inList;
  inList = placeInList(route);
  const view = VIEWS[route.view] ?? unknown;
  document.title = `${view.title(route)} – GRLM`;
  markNavigation(route);
  if (view !== shown) {
    current?.dispose();
    main.replaceChildren();
    const first = shown === null;
    shown = view;
    current = view.mount(main);
    current.update(route);
    if (!first) {
      arrive();
    }
  } else {
    current.update(route);
    if (route.name !== "" || turned(before, inList)) {
      arrive();
    }
  }
}

/** Which page of which list. */
function placeInList({ params }) {
  return { query: params.get("query") ?? "", page: params.get("page") ?? "1" };
}

/** Whether a page was turned; who searches for something else goes on typing. */
function turned(before, after) {
  return before.query === after.query && before.page !== after.page;
}

/** A new page begins at its heading, for the eye and for a screen reader. */
function arrive() {
  scrollTo(0, 0);
  (main.querySelector("h1") ?? main).focus({ preventScroll: true });
}

function markNavigation(route) {
  const name = BELONGS_TO[route.view] ?? route.view;
  document.querySelectorAll("[data-view]").forEach((link) => {
    const { view } = link.dataset;
    if (view === name) {
      link.setAttribute("aria-current", "page");
    } else {
      link.removeAttribute("aria-current");
    }
    // An ask goes along between the two views that answer it.
    if (SHARING_AN_ASK.includes(view) && SHARING_AN_ASK.includes(route.view)) {
      const query = route.params.toString();
      link.href = query === "" ? `#/${view}` : `#/${view}?${query}`;
    }
  });
}

function startToken() {
  const forget = document.getElementById("forget-token");
  const update = () => {
    forget.hidden = token() === null;
  };
  forget.addEventListener("click", () => {
    forgetToken();
    // What it was good for is not to be seen any more.
    location.reload();
  });
  document.addEventListener(TOKEN_CHANGED, update);
  update();
}

async function showRun() {
  const place = document.getElementById("run-facts");
  try {
    const { run, items, users } = await health();
    place.replaceChildren(el("strong", {}, run), ` · ${counted(items, "item")} · ${counted(users, "user")}`);
  } catch (error) {
    place.textContent = `${inWords(error)[0]}.`;
  }
}

startThemeSwitch(document.getElementById("theme-switch"));
startToken();
startEcho(document);
document.querySelector(".skip-link").addEventListener("click", (event) => {
  // The address behind # belongs to the views.
  event.preventDefault();
  (main.querySelector("h1") ?? main).focus();
});
addEventListener("hashchange", show);
show();
showRun();
