// What is asked of the recommender, as a value, as an address and as the body of a call.

export const DEFAULT_K = 10;
export const LARGEST_K = 100;

/** @typedef {{by: "user"|"history", user: string, history: string[], k: number, categories: string[], exclude: string[], beside: boolean}} Ask */

export function readAsk(params) {
  const history = params.getAll("item");
  return {
    by: history.length > 0 || params.get("by") === "history" ? "history" : "user",
    user: params.get("user") ?? "",
    history,
    k: readK(params.get("k")),
    categories: params.getAll("category"),
    exclude: params.getAll("exclude"),
    beside: params.get("beside") === "1",
  };
}

export function askParams(ask) {
  const params = new URLSearchParams();
  if (ask.by === "user") {
    if (ask.user !== "") {
      params.set("user", ask.user);
    }
  } else if (ask.history.length === 0) {
    params.set("by", "history");
  } else {
    ask.history.forEach((id) => params.append("item", id));
  }
  if (ask.k !== DEFAULT_K) {
    params.set("k", ask.k);
  }
  ask.categories.forEach((category) => params.append("category", category));
  ask.exclude.forEach((id) => params.append("exclude", id));
  if (ask.beside) {
    params.set("beside", "1");
  }
  return params;
}

export function askBody(ask) {
  const body = ask.by === "user" ? { user: ask.user } : { history: ask.history };
  body.k = ask.k;
  body.reasons = true;
  if (ask.categories.length > 0 || ask.exclude.length > 0) {
    body.filter = { categories: ask.categories, exclude: ask.exclude };
  }
  return body;
}

export function isComplete(ask) {
  return ask.by === "user" ? ask.user !== "" : ask.history.length > 0;
}

export function filterCount(ask) {
  return ask.categories.length + ask.exclude.length + (ask.k === DEFAULT_K ? 0 : 1);
}

function readK(text) {
  const k = Number(text);
  return Number.isInteger(k) && k >= 1 && k <= LARGEST_K ? k : DEFAULT_K;
}
