const STEPS = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 15000, 30000, 60000, 120000, 300000, 600000, 900000, 1800000, 3600000,
  7200000, 10800000, 21600000, 43200000, 86400000, 172800000, 604800000, 2592000000, 7776000000, 31536000000,
];

/** Moments at even distances, at most so many, of a time that is shown from one to another, in milliseconds since 1970. */
export function ticks(from, to, most) {
  const step = STEPS.find(each => (to - from) / each <= most) || STEPS[STEPS.length - 1];
  const found = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) found.push(at);
  return { step, at: found };
}

function padded(value) {
  return String(value).padStart(2, "0");
}

/** A moment as an axis of this step writes it: a date where a day begins. */
export function tick(moment, step) {
  const date = new Date(moment);
  const day = `${date.getUTCFullYear()}-${padded(date.getUTCMonth() + 1)}-${padded(date.getUTCDate())}`;
  if (step >= 86400000) return day;
  const minutes = `${padded(date.getUTCHours())}:${padded(date.getUTCMinutes())}`;
  if (step >= 60000) return moment % 86400000 === 0 ? day.slice(5) : minutes;
  const seconds = `${minutes}:${padded(date.getUTCSeconds())}`;
  return step >= 1000 ? seconds : `${seconds}.${String(date.getUTCMilliseconds()).padStart(3, "0")}`;
}

/** Even numbers from 0 up to a highest one, and beyond it. */
export function levels(highest, most) {
  const top = Math.max(1, highest);
  let step = 1;
  while (top / step > most) step *= String(step).startsWith("2") ? 2.5 : 2;
  const found = [];
  for (let level = 0; level < top + step; level += step) found.push(level);
  return found;
}
