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

/** How the service stands; one that is down says so, too. */
export async function health(signal) {
  const response = await send("v1/health", signal, undefined, token(), {});
  const answer = await response.json().catch(() => null);
  const already = async () => answer;
  return answer?.run === undefined ? read(response, already, already) : answer;
}

export const recommend = (body, signal) => call("v1/recommendations", signal, body);

export const explain = (body, signal) => call("v1/recommendations:explain", signal, body);

export const report = (signal) => call("v1/report", signal);

export const itemView = (id, signal) => call(`v1/items/${encodeURIComponent(id)}`, signal);

export const userView = (id, signal) => call(`v1/users/${encodeURIComponent(id)}`, signal);

export const termView = (term, limit, signal) =>
  call(`v1/terms/${encodeURIComponent(term)}?limit=${limit}`, signal);

export const searchItems = (query, limit, signal, offset = 0) =>
  call(`v1/items?${new URLSearchParams({ query, limit, offset })}`, signal).then((answer) => answer.items);

export const searchUsers = (query, limit, signal, offset = 0) =>
  call(`v1/users?${new URLSearchParams({ query, limit, offset })}`, signal).then((answer) => answer.users);

export const changes = (limit, signal) => call(`v1/changes?limit=${limit}`, signal).then((answer) => answer.changes);

/** What came of what was shown, by run and arm. */
export const experiments = (signal) => call("v1/experiments", signal);

/** What the next fit would take in, and how the last one stands. */
export const nextFit = (signal) => call("v1/next-fit", signal);

export const metricsText = (signal) => call("metrics", signal, undefined, { type: "text/plain", content: text });

export const proposeItem = (item, signal) => call("v1/items:propose", signal, item);

export const putItem = (item) => call("v1/items", undefined, item, { method: "PUT" });

export const withdrawItem = (id) => call(`v1/items/${encodeURIComponent(id)}`, undefined, undefined, { method: "DELETE" });

export const eraseUser = (id) => call(`v1/users/${encodeURIComponent(id)}`, undefined, undefined, { method: "DELETE" });

/** @param how the method, where it does not go by whether there is a body; the media type that is wanted, and its reader */
async function call(path, signal, body, how = {}) {
  for (;;) {
    const sent = token();
    const response = await send(path, signal, body, sent, how);
    if (response.status !== 401) {
      return read(response, how.content ?? json);
    }
    // Another call may have asked for a token in the meantime; that one is tried before asking again.
    const given = token() !== sent || (await askForToken(sent !== null));
    signal?.throwIfAborted();
    if (!given) {
      throw new ApiError(401);
    }
  }
}

async function send(path, signal, body, sent, { method = body === undefined ? "GET" : "POST", type = "application/json" }) {
  const headers = { Accept: type };
  if (sent !== null) {
    headers.Authorization = `Bearer ${sent}`;
  }
  if (body !== undefined) {
    headers["Content-Type"] = "application/json";
  }
  try {
    return await fetch(path, { method, headers, signal, body: body && JSON.stringify(body) });
  } catch (failure) {
    signal?.throwIfAborted();
    throw new ApiError(0, failure.message);
  }
}

/** @param problem reads a refusal, whose body can be read but once */
async function read(response, content, problem = json) {
  const answer = await (response.ok ? content : problem)(response).catch((failure) => {
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
    throw new ApiError(response.status, "The answer cannot be read.");
  }
  return answer;
}

/** Empty where there is nothing to be answered. */
const json = async (response) => (response.status === 204 ? {} : response.json());

const text = (response) => response.text();
