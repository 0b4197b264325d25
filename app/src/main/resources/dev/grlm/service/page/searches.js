// The two searches that fields offer.

import { searchItems, searchUsers } from "./api.js";
import { remember } from "./known-items.js";

const LIMIT = 12;

export async function userOptions(query, signal) {
  const users = await searchUsers(query, LIMIT, signal);
  return users.map((user) => ({ value: user, label: user }));
}

export async function itemOptions(query, signal) {
  const items = remember(await searchItems(query, LIMIT, signal));
  return items.map((item) => ({ value: item.id, label: item.title || item.id, detail: item.termId.join(" · ") }));
}
