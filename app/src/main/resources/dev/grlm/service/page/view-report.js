// The view "Report": how well the run does, always beside the floor.

import { announce } from "./announcer.js";
import { report as loadReport } from "./api.js";
import { drawChart } from "./charts.js";
import { el } from "./dom.js";
import { reportExport } from "./exports.js";
import { Loader } from "./loader.js";
import { count, counted, duration, metric, percent, signed } from "./numbers.js";
import { HEADLINE, barsHeight, barsOptions, trainingOptions } from "./report-charts.js";
import { table } from "./table.js";

export const title = () => "Report";

export function mount(place) {
  const content = el("div");
  const loader = new Loader(content, "Reading the report …");
  place.append(el("h1", { tabindex: -1 }, "Report"), content);
  return {
    update() {
      loader.run((signal) => loadReport(signal), (report) => {
        announce("The report is here.");
        return page(report);
      });
    },
    dispose: () => loader.stop(),
  };
}

function page(report) {
  return [
    el("p", { class: "lead" }, report.protocol),
    el("p", { class: "quiet-row report-save" }, reportExport(report)),
    figures(report),
    section("How good it is", verdict(report), bars(report), metricsTable(report)),
    Boolean(report.persons) && section("Over persons", ...overPersons(report)),
    Object.keys(report.generation).length > 0 && section("What became of the written words", generation(report)),
    ...Object.entries(report.codes ?? {}).map(([system, survey]) => section(`Code books of ${system}`, ...codeBooks(survey))),
    ...curves(report.training),
    report.stages.length > 0 && section("What it took", stages(report.stages)),
  ];
}

function section(name, ...content) {
  return el("section", { class: "report-section" }, el("h2", {}, name), content);
}

function figures({ dataset, users, split }) {
  const facts = [
    ["Data", dataset.name],
    ["Users", count(dataset.users)],
    ["Items", count(dataset.items)],
    ["Interactions", count(dataset.interactions)],
    [`Evaluated users (${split})`, count(users)],
  ];
  return el("dl", { class: "figures" }, facts.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))));
}

/** The headline in words: the first row of a model beside the floor. */
function verdict({ results, floor }) {
  const model = results.find((row) => row.preset);
  const base = results.find((row) => row.name === floor);
  const difference = model?.pairedToFloor?.[HEADLINE];
  if (!model || !base || !difference) {
    return null;
  }
  const [low, mean, high] = difference;
  const sure = low > 0 ? "The model is better." : high < 0 ? "The floor is better." : "The interval holds zero, so neither is shown to be better.";
  return el(
    "p",
    { class: "verdict" },
    el("strong", {}, `${model.name} ${metric(model.metrics[HEADLINE])}`),
    ` beside ${metric(base.metrics[HEADLINE])} of the floor (${base.name}): ${signed(mean)}, 95 % interval ${signed(low)} to ${signed(high)}. ${sure}`,
  );
}

function bars({ results, floor }) {
  const label = `Bars of NDCG@10 for ${counted(results.length, "row")}; the figures are in the table below`;
  return chart(label, barsHeight(results), barsOptions(results, floor), "The chart cannot be drawn; the table below holds the same figures.");
}

/** Every row once more where each person counts once, if the run says who stands behind its users. */
function overPersons({ persons, results, users, floor, split }) {
  const rows = results.filter(({ name }) => persons.rows[name]).map((row) => ({ ...row, pairedToFloor: null, ...persons.rows[row.name] }));
  const note = `${counted(persons.persons, "person")} are ${counted(users, "user")}. Each counts once, by the mean over the person's users, and the intervals resample persons.`;
  return [
    el("p", {}, note),
    verdict({ results: rows, floor }),
    metricsTable({ results: rows, published: [], floor, split: `${split} over persons` }),
  ];
}

function metricsTable({ results, published, floor, split }) {
  const names = [...new Set(results.flatMap((row) => Object.keys(row.metrics)))];
  const rows = results.map((row) => [
    [row.name, row.name === floor && el("span", { class: "badge" }, "Floor"), row.preset && el("span", { class: "side-note" }, row.preset)].filter(Boolean),
    ...names.map((name) => cell(row, name)),
  ]);
  const others = published.map((row) => [
    [row.name, el("span", { class: "side-note" }, `published: ${row.source}`)],
    ...names.map((name) => (row.metrics[name] === undefined ? "–" : metric(row.metrics[name]))),
  ]);
  const kind = (at) => (results[at]?.name === floor ? "floor-row" : results[at]?.preset ? "model-row" : null);
  return table(
    `All rows on ${split}, with 95 % intervals`,
    ["Row", ...names.map(metricName)],
    [...rows, ...others].map(([head, ...cells]) => [wrap(head), ...cells]),
    (at) => ({ class: kind(at) }),
  );
}

function wrap(parts) {
  const [name, ...notes] = parts;
  return el("span", { class: "row-head" }, el("span", {}, name), notes);
}

function cell(row, name) {
  const value = row.metrics[name];
  if (value === undefined) {
    return "–";
  }
  const interval = row.interval95[name];
  return el(
    "span",
    { class: "figure" },
    metric(value),
    interval && el("span", { class: "interval" }, `${metric(interval[0])} – ${metric(interval[1])}`),
  );
}

function metricName(name) {
  return name.startsWith("ndcg") ? name.toUpperCase() : name[0].toUpperCase() + name.slice(1);
}

function generation({ generation: rates }) {
  const columns = ["Row", "Lead to an item", "In the catalogue", "Exact", "By structural matching", "Like no item"];
  const rows = Object.entries(rates).map(([name, rate]) => [
    name,
    rate.foundRate === undefined ? "–" : share(rate.foundRate),
    ...[rate.validRate, rate.directHitRate, rate.structuralRate, rate.ungroundableRate].map(share),
  ]);
  return table("Shares of the generated Term IDs", columns, rows);
}

/** What the codes of a system look like, level by level, and what the largest ones are about. */
function codeBooks({ items, collisionRate, collisionRateAfter, levels }) {
  const sizes = levels.map(({ size, used, perplexity, largest }, at) => [
    String(at + 1),
    count(size),
    count(used),
    perplexity.toFixed(1),
    largest.length > 0 ? share(largest[0].share) : "–",
  ]);
  const codes = levels.flatMap(({ largest }, at) =>
    largest.map((code) => [String(at + 1), String(code.code), count(code.items), code.titles || "–"]),
  );
  const note = `${percent(collisionRate)} of ${counted(items, "item")} came out with codes that another one had before; now it is ${percent(collisionRateAfter)}.`;
  return [
    el("p", {}, note),
    table("Codes by level", ["Level", "Codes", "In use", "Perplexity", "Share of the largest"], sizes),
    el("details", {}, el("summary", {}, "What the largest codes are about"), table("The largest codes of each level", ["Level", "Code", "Items", "Titles nearest to it"], codes)),
  ];
}

function share(value) {
  return el("span", { class: "share" }, el("span", { class: "bar", "aria-hidden": "true", style: `--share: ${value}` }), percent(value));
}

/** A section for every system that was trained; its name is told where there are several. */
function curves(points) {
  const systems = [...new Set(points.map((point) => point.system))];
  return systems.map((system) =>
    section(systems.length > 1 ? `Training of ${system}` : "Training", training(points.filter((point) => point.system === system))),
  );
}

function training(points) {
  const rows = points.map((point) => [String(point.epoch), metric(point.loss), point.validation === undefined ? "–" : metric(point.validation)]);
  const asTable = el("details", {}, el("summary", {}, "As a table"), table("Training curve", ["Epoch", "Loss", "Validation"], rows));
  const opened = () => {
    asTable.open = true;
  };
  return el(
    "div",
    {},
    chart("Curve of the training loss and the validation score by epoch", 300, trainingOptions(points), "The chart cannot be drawn; here are its figures.", opened),
    asTable,
  );
}

function chart(label, height, options, excuse, failed = () => {}) {
  const place = el("div", { class: "chart", role: "img", "aria-label": label, style: `height: ${height}px` });
  // A chart needs a place with a size, which it has once it is on the page.
  requestAnimationFrame(async () => {
    if (place.isConnected && !(await drawChart(place, options))) {
      place.replaceWith(el("p", { class: "hint" }, excuse));
      failed();
    }
  });
  return place;
}

function stages(entries) {
  const rows = entries.map((stage) => [stage.name, duration(stage.seconds), `${count(stage.peakRssMiB)} MiB`, stage.status]);
  return table("Stages of the run", ["Stage", "Time", "Peak memory", "Status"], rows);
}
