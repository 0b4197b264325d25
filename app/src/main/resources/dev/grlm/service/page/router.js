// Addresses: what a view shows stands behind the #, so that it can be shared and the back key works.

/** @typedef {{view: string, name: string, params: URLSearchParams}} Route */

/** The route of an address as `#/item/i9?from=x`; a broken one is the view "unknown". */
export function parseRoute(hash) {
  const [path, query = ""] = split(hash.replace(/^#\/?/, ""), "?");
  const [view, name = ""] = split(path, "/");
  try {
    return { view: view || "recommend", name: decodeURIComponent(name), params: new URLSearchParams(query) };
  } catch {
    return { view: "unknown", name: "", params: new URLSearchParams() };
  }
}

export function address(view, name = "", params = "") {
  const path = name === "" ? view : `${view}/${encodeURIComponent(name)}`;
  const query = params.toString();
  return query === "" ? `#/${path}` : `#/${path}?${query}`;
}

export function go(target) {
  location.hash = target;
}

export const termAddress = (term) => address("term", term);

export const itemAddress = (id) => address("item", id);

function split(text, separator) {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
