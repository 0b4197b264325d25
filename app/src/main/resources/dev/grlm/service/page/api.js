// Calls of the HTTP API. What goes wrong is an ApiError; only an abort is not.

import { askForToken } from "./login.js";
import { token } from "./token.js";

/** A refused or failed call. `status` is 0 where there was no answer at all. */
export class ApiError extends Error {
  constructor(status, detail = "", retryAfter = 0) {
    super(detail);
    this.status = status;
    this.detail = detail;
    this.retryAfter = retryAfter;
  }
}

export const health = () => call("v1/health");

export const recommend = (body, signal) => call("v1/recommendations", signal, body);

export const explain = (body, signal) => call("v1/recommendations:explain", signal, body);

export const report = (signal) => call("v1/report", signal);

export const itemView = (id, signal) => call(`v1/items/${encodeURIComponent(id)}`, signal);

export const userView = (id, signal) => call(`v1/users/${encodeURIComponent(id)}`, signal);

export const termView = (term, limit, signal) =>
  call(`v1/terms/${encodeURIComponent(term)}?limit=${limit}`, signal);

export const searchItems = (query, limit, signal) =>
  call(`v1/items?${new URLSearchParams({ query, limit })}`, signal).then((answer) => answer.items);

export const searchUsers = (query, limit, signal) =>
  call(`v1/users?${new URLSearchParams({ query, limit })}`, signal).then((answer) => answer.users);

async function call(path, signal, body) {
  for (;;) {
    const sent = token();
    const response = await send(path, signal, body, sent);
    if (response.status !== 401) {
      return read(response);
    }
    // Another call may have asked for a token in the meantime; that one is tried before asking again.
    const given = token() !== sent || (await askForToken(sent !== null));
    signal?.throwIfAborted();
    if (!given) {
      throw new ApiError(401);
    }
  }
}

async function send(path, signal, body, sent) {
  const headers = { Accept: "application/json" };
  if (sent !== null) {
    headers.Authorization = `Bearer ${sent}`;
  }
  if (body !== undefined) {
    headers["Content-Type"] = "application/json";
  }
  const method = body === undefined ? "GET" : "POST";
  try {
    return await fetch(path, { method, headers, signal, body: body && JSON.stringify(body) });
  } catch (failure) {
    signal?.throwIfAborted();
    throw new ApiError(0, failure.message);
  }
}

async function read(response) {
  const answer = await response.json().catch((failure) => {
    if (failure.name === "AbortError") {
      throw failure;
    }
    return null;
  });
  if (!response.ok) {
    const wait = Number(response.headers.get("Retry-After"));
    throw new ApiError(response.status, answer?.detail ?? "", Number.isFinite(wait) ? wait : 0);
  }
  if (answer === null) {
    throw new ApiError(response.status, "The answer is not JSON.");
  }
  return answer;
}
