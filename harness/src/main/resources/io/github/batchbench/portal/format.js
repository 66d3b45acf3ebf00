const NUMBER = new Intl.NumberFormat("en-US");

export function number(value) {
  return value === null || value === undefined ? "" : NUMBER.format(value);
}

export function bytes(value) {
  if (value === null || value === undefined) return "";
  let size = Number(value);
  for (const unit of ["B", "KiB", "MiB", "GiB"]) {
    if (size < 1024 || unit === "GiB") return `${unit === "B" || size >= 100 ? Math.round(size) : size.toFixed(1)} ${unit}`;
    size /= 1024;
  }
  return "";
}

/** Of milliseconds. */
export function duration(millis) {
  if (millis === null || millis === undefined || millis < 0) return "";
  if (millis < 1000) return `${Math.round(millis)} ms`;
  if (millis < 60000) return `${(millis / 1000).toFixed(1)} s`;
  const seconds = Math.round(millis / 1000);
  const parts = [[86400, "d"], [3600, "h"], [60, "min"], [1, "s"]];
  const words = [];
  let rest = seconds;
  for (const [size, unit] of parts) {
    const count = Math.floor(rest / size);
    if (count > 0 && words.length < 2) words.push(`${count} ${unit}`);
    rest %= size;
  }
  return words.join(" ");
}

function two(value) {
  return String(value).padStart(2, "0");
}

/** A moment in UTC, as the service writes it, but for people: the fake's time may be virtual, so none of it is "ago". */
export function time(moment) {
  if (moment === null || moment === undefined || moment === "") return "";
  const date = new Date(moment);
  if (Number.isNaN(date.getTime())) return String(moment);
  return `${date.toISOString().slice(0, 10)} ${clock(date)}`;
}

/** A moment to the millisecond, for spans in which seconds do not tell one end from the other. */
export function exactTime(moment) {
  return new Date(moment).toISOString().slice(0, 23).replace("T", " ");
}

export function clock(moment) {
  const date = new Date(moment);
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
}

/** The name of a state as people read it. */
export function stateName(state) {
  const names = {
    waitingforstarttask: "start task runs",
    starttaskfailed: "start task failed",
    leavingpool: "leaving pool",
    upgradingos: "upgrading OS",
  };
  return names[state] || state;
}

/** Names of nodes are long, and differ at their ends. */
export function shortId(id) {
  return id.length <= 18 ? id : `${id.slice(0, 9)}…${id.slice(-7)}`;
}

const UNITS = { ms: 0.001, s: 1, min: 60, h: 3600, d: 86400 };

/** A duration as the service writes it, of one as people write it: 90 s, 1 h 30 min. What is neither stays as it is, for the service to refuse. */
export function isoDuration(text) {
  const parts = [...text.trim().toLowerCase().matchAll(/\s*(\d+(?:\.\d+)?)\s*(ms|s|min|m|h|d)(?![a-z])/gy)];
  if (parts.length === 0 || parts.map(part => part[0]).join("") !== text.trim().toLowerCase()) return text;
  const seconds = parts.reduce((sum, [, count, unit]) => sum + Number(count) * (UNITS[unit] || UNITS.min), 0);
  return `PT${Number(seconds.toFixed(3))}S`;
}
