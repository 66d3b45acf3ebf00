import { html } from "./core.js";
import { stateName } from "./format.js";

/** How a state looks: a tone, which is a colour, and a shape, so that nobody needs the colour. */
const LOOKS = {
  active: ["wait", "ring"],
  preparing: ["busy", "half"],
  running: ["run", "play"],
  succeeded: ["good", "check"],
  failed: ["bad", "cross"],
  completed: ["calm", "check"],
  missing: ["bad", "question"],
  enabling: ["busy", "half"],
  disabling: ["busy", "half"],
  disabled: ["off", "bar"],
  terminating: ["busy", "half"],
  deleting: ["off", "down"],
  idle: ["good", "ring"],
  creating: ["busy", "dots"],
  starting: ["busy", "dots"],
  waitingforstarttask: ["busy", "half"],
  starttaskfailed: ["bad", "cross"],
  rebooting: ["busy", "half"],
  reimaging: ["busy", "half"],
  leavingpool: ["off", "down"],
  preempted: ["odd", "down"],
  unusable: ["bad", "block"],
  offline: ["off", "bar"],
  unknown: ["odd", "question"],
  upgradingos: ["busy", "half"],
  deallocating: ["off", "down"],
  deallocated: ["off", "bar"],
  steady: ["good", "check"],
  resizing: ["busy", "half"],
  stopping: ["busy", "half"],
  upgrading: ["busy", "half"],
};

/** Each is drawn in a square of ten by ten. */
const SHAPES = {
  ring: html`<circle cx="5" cy="5" r="3.5" fill="none" stroke="currentColor" stroke-width="1.8" />`,
  play: html`<path d="M2 1 9 5 2 9z" fill="currentColor" />`,
  check: html`<path d="M1.2 5.2 4 8 8.8 2" fill="none" stroke="currentColor" stroke-width="2" />`,
  cross: html`<path d="M1.5 1.5l7 7m0-7l-7 7" fill="none" stroke="currentColor" stroke-width="2.2" />`,
  half: html`<path d="M5 1a4 4 0 0 1 0 8z" fill="currentColor" /><circle cx="5" cy="5" r="4" fill="none" stroke="currentColor" />`,
  dots: html`<path d="M1 5h1.8m1.3 0h1.8m1.3 0H9" stroke="currentColor" stroke-width="2.4" />`,
  down: html`<path d="M1 2h8L5 9z" fill="currentColor" />`,
  bar: html`<path d="M1 5h8" stroke="currentColor" stroke-width="2.6" />`,
  block: html`<path d="M1 1h8v8H1z" fill="currentColor" />`,
  question: html`<path d="M2.8 3.2a2.2 2.2 0 1 1 3 2c-.6.3-.8.6-.8 1.2M5 8v1.4" fill="none" stroke="currentColor" stroke-width="1.6" />`,
};

/** The state of a task as pages show it: one that is completed has succeeded or failed. */
export function outcome(state, execution) {
  if (state !== "completed") return state;
  return execution && execution.result === "success" ? "succeeded" : "failed";
}

export function tone(state) {
  return (LOOKS[state] || ["calm", "ring"])[0];
}

export function shape(state) {
  return (LOOKS[state] || ["calm", "ring"])[1];
}

export function Glyph({ state }) {
  return html`<svg class=${`glyph tone-${tone(state)}`} viewBox="0 0 10 10" aria-hidden="true">${SHAPES[shape(state)]}</svg>`;
}

export function State({ state, count }) {
  return html`<span class="state"><${Glyph} state=${state} /> ${count === undefined ? "" : `${count} `}${stateName(state)}</span>`;
}
