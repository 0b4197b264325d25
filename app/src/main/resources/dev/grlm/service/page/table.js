// Tables that may be wider than the page: they scroll by themselves, by keyboard too, and say so.

import { el, freshId } from "./dom.js";

/** @param rows each a row header and then cells; cells are text or elements */
export function table(caption, columns, rows, rowAttributes = () => ({})) {
  const id = freshId("table");
  const scroll = el(
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
  const note = el("p", { class: "scroll-note", hidden: true }, "Wider than the screen: scroll sideways for more →");
  tellWidth(scroll, note);
  return el("div", { class: "table-frame" }, scroll, note);
}

function tellWidth(scroll, note) {
  const tell = () => {
    const left = scroll.scrollWidth - scroll.clientWidth - scroll.scrollLeft;
    note.hidden = scroll.scrollWidth <= scroll.clientWidth + 1;
    scroll.classList.toggle("has-more", left > 1);
  };
  new ResizeObserver(tell).observe(scroll);
  scroll.addEventListener("scroll", tell, { passive: true });
}
