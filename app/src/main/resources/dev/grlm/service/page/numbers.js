// Numbers as people read them.

const WHOLE = new Intl.NumberFormat("en");

export const count = (value) => WHOLE.format(value);

export const counted = (value, one, many = `${one}s`) => `${count(value)} ${value === 1 ? one : many}`;

/** A share 0 … 1 as percent with two significant digits. */
export function percent(share) {
  const value = share * 100;
  if (value === 0 || value >= 9.95) {
    return `${Math.round(value)} %`;
  }
  return value < 0.01 ? "< 0.01 %" : `${value.toFixed(value >= 0.995 ? 1 : 2)} %`;
}

/** How many times as likely, with about two significant digits: "22", "3.1", "0.40". */
export function factor(times) {
  if (times >= 9.95) {
    return Number.isFinite(times) ? count(Math.round(times)) : "∞";
  }
  return times < 0.005 ? "< 0.01" : times.toFixed(times < 0.95 ? 2 : 1);
}

export const metric = (value) => value.toFixed(4);

export const signed = (value) => `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(4)}`;

/** A difference of two shares in points of a hundred, as "+1.25". */
export const points = (share) => `${share < 0 ? "−" : "+"}${Math.abs(100 * share).toFixed(2)}`;

/** Seconds as "0.4 s", "36 s" or "12 min". */
export function duration(seconds) {
  if (seconds >= 120) {
    return `${count(Math.round(seconds / 60))} min`;
  }
  return seconds < 10 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds)} s`;
}

/** Seconds as "250 ms" or "1.2 s". */
export const milliseconds = (seconds) => (seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${seconds.toFixed(1)} s`);

export function bytes(value) {
  if (value >= 2 ** 30) {
    return `${(value / 2 ** 30).toFixed(1)} GiB`;
  }
  return value >= 2 ** 20 ? `${count(Math.round(value / 2 ** 20))} MiB` : `${count(Math.ceil(value / 2 ** 10))} KiB`;
}

/** Seconds as "3 minutes", "5 hours" or "12 days". */
export function age(seconds) {
  const [unit, length] = [["day", 86_400], ["hour", 3600], ["minute", 60]].find(([, size]) => seconds >= size) ?? ["minute", 60];
  return counted(Math.floor(seconds / length), unit);
}
