// Pages of a long list.

import { el } from "./dom.js";

export const PAGE = 40;

// The service gives no more; who wants to go further searches for something.
const LAST = 250;

export function pageOf(params) {
  const page = Number(params.get("page") ?? 1);
  return Number.isInteger(page) && page >= 1 && page <= LAST ? page : 1;
}

/** @param addressOf gives the address of a page; nothing where there is only one */
export function pager(page, hasMore, addressOf) {
  if (page === 1 && !hasMore) {
    return null;
  }
  return el(
    "nav",
    { class: "pager", "aria-label": "Pages" },
    page > 1 && el("a", { class: "button", href: addressOf(page - 1), rel: "prev" }, "← Before"),
    el("span", { class: "side-note" }, `Page ${page}`),
    hasMore && page < LAST && el("a", { class: "button", href: addressOf(page + 1), rel: "next" }, "After →"),
  );
}
