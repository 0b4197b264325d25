// Tables that may be wider than the page: they scroll by themselves, by keyboard too.

import { el, freshId } from "./dom.js";

/** @param rows each a row header and then cells; cells are text or elements */
export function table(caption, columns, rows, rowAttributes = () => ({})) {
  const id = freshId("table");
  return el(
    "div",
    { class: "table-scroll", role: "region", tabindex: 0, "aria-labelledby": id },
    el(
      "table",
      {},
      el("caption", { id }, caption),
      el("thead", {}, el("tr", {}, columns.map((column) => el("th", { scope: "col" }, column)))),
      el("tbody", {}, rows.map(([head, ...cells], at) => el("tr", rowAttributes(at), el("th", { scope: "row" }, head), cells.map((cell) => el("td", {}, cell))))),
    ),
  );
}
