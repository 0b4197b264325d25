// What can be taken along as a file. Everything is made from what the page has already.

import { el } from "./dom.js";

const COLUMNS = ["rank", "id", "title", "brand", "categories", "termId", "source", "score"];
// What a spreadsheet would take for a formula, also where an apostrophe before it is taken away; some
// take the wide signs of East Asian keyboards for the narrow ones.
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** @param arm of the run that was asked by name, where one was */
export function answerExports(answer, arm = "") {
  const name = ["recommendations", answer.user ?? "history", arm].filter(Boolean).join("-");
  return el(
    "span",
    { class: "exports", role: "group", "aria-label": arm === "" ? "Save this answer" : `Save the list of ${arm}` },
    saveButton("Save as JSON", `${name}.json`, "application/json", () => JSON.stringify(answer, null, 2)),
    saveButton("as CSV", `${name}.csv`, "text/csv", () => csv(answer.items)),
  );
}

export function reportExport(report) {
  return saveButton("Save the report as JSON", "report.json", "application/json", () => JSON.stringify(report, null, 2));
}

/** @param content gives the text when it is wanted */
function saveButton(words, name, type, content) {
  const save = () => {
    const address = URL.createObjectURL(new Blob([content()], { type: `${type};charset=utf-8` }));
    el("a", { href: address, download: name.replace(/[^\w.-]+/g, "_") }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  };
  return el("button", { type: "button", class: "quiet", title: `Save as ${name}`, on: { click: save } }, words);
}

/** RFC 4180; numbers stay numbers, a text that would be a formula gets an apostrophe. */
export function csv(items) {
  const rows = items.map((item) => COLUMNS.map((column) => cell(item[column])));
  return [COLUMNS, ...rows].map((row) => `${row.join(",")}\r\n`).join("");
}

function cell(value) {
  if (typeof value === "number") {
    return String(value);
  }
  const text = Array.isArray(value) ? value.join(" ") : (value ?? "");
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
