// What the metrics say, read from Prometheus' text format.

const SAMPLE = /^([A-Za-z_:][\w:]*)(?:\{(.*)\})? (\S+)/;
const LABEL = /(\w+)="((?:[^"\\]|\\.)*)"/g;

const ANSWERS = ["/v1/recommendations", "/v1/recommendations:batch", "/v1/recommendations:explain"];
const REQUESTS = "grlm_http_requests_seconds";

/** @typedef {{name: string, labels: Object<string, string>, value: number}} Sample */

/** @returns {Sample[]} */
export function parseMetrics(text) {
  return text.split("\n").flatMap((line) => {
    const found = line.startsWith("#") ? null : SAMPLE.exec(line);
    return found ? [{ name: found[1], labels: labelsOf(found[2] ?? ""), value: number(found[3]) }] : [];
  });
}

export function sum(samples, name, matches = () => true) {
  const values = samples.filter((sample) => sample.name === name && matches(sample.labels)).map((sample) => sample.value);
  return values.length === 0 ? null : values.reduce((all, value) => all + value, 0);
}

/** Calls for recommendations that were answered, refusals left out: how many, how long in all, and counts up to each bound in seconds. */
export function answersOf(samples) {
  const asks = ({ route, status }) => ANSWERS.includes(route) && /^2/.test(status);
  const bounds = new Map();
  samples
    .filter(({ name, labels }) => name === `${REQUESTS}_bucket` && asks(labels))
    .forEach(({ labels, value }) => bounds.set(labels.le, (bounds.get(labels.le) ?? 0) + value));
  return {
    count: sum(samples, `${REQUESTS}_count`, asks) ?? 0,
    seconds: sum(samples, `${REQUESTS}_sum`, asks) ?? 0,
    bounds: [...bounds].map(([bound, value]) => [number(bound), value]).sort((left, right) => left[0] - right[0]),
  };
}

/** The smallest bound in seconds that a share of the calls kept to; null where there were none. */
export function within({ count, bounds }, share) {
  return count === 0 ? null : (bounds.find(([, value]) => value >= share * count)?.[0] ?? Infinity);
}

function labelsOf(text) {
  return Object.fromEntries([...text.matchAll(LABEL)].map(([, key, value]) => [key, value.replace(/\\(.)/g, (_, sign) => (sign === "n" ? "\n" : sign))]));
}

function number(text) {
  return text === "+Inf" ? Infinity : text === "-Inf" ? -Infinity : Number(text);
}
