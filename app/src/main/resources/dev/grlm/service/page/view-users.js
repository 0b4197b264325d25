// The view "Users": all of them by id, without a search.

import { announce } from "./announcer.js";
import { searchUsers } from "./api.js";
import { el } from "./dom.js";
import { Loader } from "./loader.js";
import { PAGE, pageOf, pager } from "./pager.js";
import { address, go } from "./router.js";

export const title = ({ params }) => (params.get("query") ? `${params.get("query")} – Users` : "Users");

export function mount(place) {
  const field = el("input", { id: "users-query", type: "search", placeholder: "For example u00", spellcheck: "false" });
  const results = el("section", { "aria-label": "Users" });
  const loader = new Loader(results, "Reading the users …");
  const submit = (event) => {
    event.preventDefault();
    const query = field.value.trim();
    go(address("users", "", new URLSearchParams(query === "" ? {} : { query })));
  };
  place.append(
    el("h1", { tabindex: -1 }, "Users"),
    el(
      "form",
      { class: "search-form", role: "search", on: { submit } },
      el("label", { for: "users-query" }, "What an id begins with, or has in it"),
      el("div", { class: "field-row" }, field, el("button", { type: "submit", class: "primary" }, "Search")),
    ),
    results,
  );
  return {
    update({ params }) {
      const query = params.get("query") ?? "";
      const page = pageOf(params);
      field.value = query;
      loader.run((signal) => searchUsers(query, PAGE + 1, signal, (page - 1) * PAGE), (users) => found(users, query, page));
    },
    dispose: () => loader.stop(),
  };
}

function found(all, query, page) {
  const users = all.slice(0, PAGE);
  const first = (page - 1) * PAGE + 1;
  const none = query === "" ? "There are no users here." : `No user found for “${query}”.`;
  const sum = users.length === 0 ? none : `Users ${first} to ${first + users.length - 1}, by id.`;
  announce(sum);
  return [
    el("p", { class: "sum" }, sum),
    el("ul", { class: "user-list" }, users.map((user) => el("li", {}, el("a", { href: address("user", user) }, user)))),
    pager(page, all.length > PAGE, (other) => address("users", "", new URLSearchParams({ ...(query && { query }), page: other }))),
  ];
}
