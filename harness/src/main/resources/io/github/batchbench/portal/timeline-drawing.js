import { number, shortId, stateName } from "./format.js";
import { lastUntil, runState } from "./history.js";
import { levels, tick, ticks } from "./timeaxis.js";
import { tone } from "./states.js";

export const GUTTER = 132;
const AXIS = 22;
export const CHART = 130;
const GAP = 5;
/** A task that was shorter than this many pixels is still seen, and hit. */
const SHORTEST = 2;

/** How the page colours things now. */
export function palette(element) {
  const style = getComputedStyle(element);
  const read = name => style.getPropertyValue(`--${name}`).trim();
  return Object.fromEntries(["good", "bad", "run", "busy", "wait", "off", "odd", "calm", "line", "text", "faint", "card", "shade", "main"].map(name => [name, read(name)]));
}

/** The rows that are drawn, each with its place: one for each node, with a lane for each of its slots. */
export function layout(history, poolId) {
  const rows = [];
  let y = 0;
  for (const node of history.nodes.values()) {
    if (poolId && node.pool.toLowerCase() !== poolId.toLowerCase()) continue;
    const lane = node.slots === 1 ? 16 : node.slots <= 4 ? 11 : node.slots <= 16 ? 6 : 3;
    const height = Math.max(14, lane * node.slots) + GAP;
    rows.push({ node, y, height, lane });
    y += height;
  }
  return { rows, height: y };
}

/** A canvas that is as sharp as the screen. */
export function canvasOf(canvas, width, height) {
  const ratio = window.devicePixelRatio || 1;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const pen = canvas.getContext("2d");
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, height);
  pen.font = "11px system-ui, sans-serif";
  pen.textBaseline = "middle";
  return pen;
}

export function drawAxis(pen, colours, history, view, width, height) {
  const axis = ticks(history.start + view.from, history.start + view.to, Math.max(2, (width - GUTTER) / 90));
  pen.strokeStyle = colours.line;
  pen.fillStyle = colours.faint;
  pen.textAlign = "center";
  for (const at of axis.at) {
    const x = Math.round(view.x(at - history.start)) + 0.5;
    if (x < GUTTER) continue;
    pen.beginPath();
    pen.moveTo(x, AXIS - 4);
    pen.lineTo(x, height);
    pen.stroke();
    const label = tick(at, axis.step);
    const half = pen.measureText(label).width / 2;
    pen.fillText(label, Math.min(width - half - 2, Math.max(GUTTER + half, x)), AXIS / 2 - 1);
  }
}

/** A line that stays at a value until the next one. */
function stepLine(pen, at, values, view, y) {
  let first = Math.max(0, lastUntil(at, view.from, each => each));
  pen.beginPath();
  pen.moveTo(view.x(Math.max(at[first], view.from)), y(values[first]));
  for (let i = first + 1; i < at.length && at[i] <= view.to; i++) {
    const x = view.x(at[i]);
    pen.lineTo(x, y(values[i - 1]));
    pen.lineTo(x, y(values[i]));
    first = i;
  }
  pen.lineTo(view.x(Math.min(view.to, view.end)), y(values[first]));
}

export function drawSizes(pen, colours, history, view, pool, width) {
  const { at, dedicated, spot, target, queued, running } = pool.sizes;
  if (at.length === 0) return;
  const nodes = dedicated.map((count, i) => count + spot[i]);
  const peak = values => values.reduce((most, value) => Math.max(most, value), 0);
  const nodeLevels = levels(Math.max(peak(nodes), peak(target)), 4);
  const taskLevels = levels(Math.max(peak(queued), peak(running)), 4);
  const bottom = CHART - 6;
  const scale = all => value => bottom - (value / all[all.length - 1]) * (bottom - AXIS - 8);
  const nodeY = scale(nodeLevels);
  const taskY = scale(taskLevels);
  pen.textAlign = "right";
  for (const level of nodeLevels) {
    pen.fillStyle = colours.faint;
    pen.fillText(number(level), GUTTER - 8, nodeY(level));
    pen.strokeStyle = colours.line;
    pen.beginPath();
    pen.moveTo(GUTTER, Math.round(nodeY(level)) + 0.5);
    pen.lineTo(width, Math.round(nodeY(level)) + 0.5);
    pen.stroke();
  }
  pen.save();
  pen.beginPath();
  pen.rect(GUTTER, 0, width - GUTTER, CHART);
  pen.clip();
  stepLine(pen, at, queued, view, taskY);
  pen.strokeStyle = colours.busy;
  pen.lineWidth = 1.5;
  pen.stroke();
  pen.lineTo(view.x(Math.min(view.to, view.end)), bottom);
  pen.lineTo(view.x(Math.max(at[0], view.from)), bottom);
  pen.globalAlpha = 0.15;
  pen.fillStyle = colours.busy;
  pen.fill();
  pen.globalAlpha = 1;
  for (const [values, y, colour, dash, thick] of [[running, taskY, colours.run, [], 1.5], [target, nodeY, colours.faint, [4, 3], 1.5], [nodes, nodeY, colours.good, [], 2]]) {
    stepLine(pen, at, values, view, y);
    pen.setLineDash(dash);
    pen.lineWidth = thick;
    pen.strokeStyle = colour;
    pen.stroke();
  }
  pen.setLineDash([]);
  pen.lineWidth = 1;
  for (const each of pool.evaluations) {
    const x = view.x(each.at);
    if (x < GUTTER || x > width) continue;
    pen.fillStyle = each.error ? colours.bad : colours.main;
    pen.beginPath();
    pen.moveTo(x - 4, CHART);
    pen.lineTo(x + 4, CHART);
    pen.lineTo(x, CHART - 7);
    pen.fill();
  }
  pen.textAlign = "right";
  pen.fillStyle = colours.faint;
  for (const level of taskLevels.slice(1)) pen.fillText(number(level), width - 4, taskY(level) - 6);
  pen.restore();
}

function drawStates(pen, colours, view, row, y, height, width) {
  const { states, gone } = row.node;
  for (let i = 0; i < states.length; i += 2) {
    const state = states[i + 1];
    const since = states[i];
    const until = i + 2 < states.length ? states[i + 2] : gone === null ? view.end : gone;
    const from = Math.max(GUTTER, view.x(since));
    const to = Math.min(width, view.x(until));
    if (to <= from) continue;
    pen.globalAlpha = state === "idle" ? 0.09 : 0.3;
    pen.fillStyle = state === "idle" ? colours.faint : colours[tone(state)];
    pen.fillRect(from, y, Math.max(SHORTEST, to - from), height);
    pen.globalAlpha = 1;
    if (state !== "idle" && to - from > 40) {
      pen.fillStyle = colours.text;
      pen.textAlign = "left";
      pen.save();
      pen.beginPath();
      pen.rect(from, y, to - from, height);
      pen.clip();
      pen.fillText(stateName(state), from + 4, y + height / 2);
      pen.restore();
    }
  }
}

/** A bar that says by more than its colour how it ended: hatched if it failed, open at its end if it did not end there. */
function drawRun(pen, colours, view, run, y, height, last) {
  const end = run.ended === null ? view.end : run.ended;
  // On whole pixels, so that a short bar is not washed out over two.
  const from = Math.round(view.x(run.placed));
  const to = Math.max(from + SHORTEST, Math.round(view.x(end)));
  const state = runState(run);
  const colour = colours[tone(state)];
  if (to - from <= SHORTEST && last.x === from && last.y === y && last.state === state) return;
  last.x = from;
  last.y = y;
  last.state = state;
  pen.fillStyle = colour;
  pen.globalAlpha = 0.85;
  pen.fillRect(from, y, to - from - (to - from > 4 ? 1 : 0), height);
  pen.globalAlpha = 1;
  if (to - from < 4) return;
  if (run.started === null || run.started > run.placed) {
    const began = view.x(run.started === null ? end : run.started);
    pen.fillStyle = colours.card;
    pen.globalAlpha = 0.55;
    pen.fillRect(from + 1, y + 1, Math.max(0, began - from - 1), Math.max(1, height - 2));
    pen.globalAlpha = 1;
  }
  pen.strokeStyle = colours.card;
  pen.lineWidth = 1.2;
  pen.beginPath();
  for (const [at] of run.retries) {
    const x = view.x(at);
    pen.moveTo(x, y);
    pen.lineTo(x, y + height);
  }
  if (run.ending === "failed" && height >= 5) {
    for (let x = Math.max(from, GUTTER - height) + 2; x < Math.min(to, view.width) - 2; x += 6) {
      pen.moveTo(x, y + height);
      pen.lineTo(Math.min(x + height, to), y);
    }
  }
  pen.stroke();
  pen.lineWidth = 1;
  if (run.ending === "interrupted" || run.ending === "none") {
    pen.fillStyle = colours.card;
    pen.beginPath();
    pen.moveTo(to, y);
    pen.lineTo(to - Math.min(5, to - from), y + height / 2);
    pen.lineTo(to, y + height);
    pen.fill();
  }
  if (height >= 10 && to - from > 34) {
    pen.save();
    pen.beginPath();
    pen.rect(Math.max(from, GUTTER), y, to - Math.max(from, GUTTER) - 4, height);
    pen.clip();
    pen.textAlign = "left";
    if (run.ending === "failed") {
      // The name is not to be read through the hatching.
      pen.fillStyle = colour;
      pen.fillRect(Math.max(from, GUTTER) + 2, y, pen.measureText(run.task).width + 4, height);
    }
    pen.fillStyle = colours.card;
    pen.fillText(run.task, Math.max(from, GUTTER) + 4, y + height / 2 + 0.5);
    pen.restore();
  }
}

export function drawRows(pen, colours, view, plan, top, width, height) {
  const first = Math.max(0, lastUntil(plan.rows, top, row => row.y));
  const last = { x: -1, y: -1, state: "" };
  for (let i = first; i < plan.rows.length && plan.rows[i].y < top + height; i++) {
    const row = plan.rows[i];
    const y = row.y - top;
    drawStates(pen, colours, view, row, y, row.height - GAP, width);
    pen.save();
    pen.beginPath();
    pen.rect(GUTTER, 0, width - GUTTER, height);
    pen.clip();
    for (const run of row.node.runs) {
      if (run.placed > view.to) break;
      if (run.ended !== null && run.ended < view.from) continue;
      const gap = row.lane > 5 ? 1 : 0;
      drawRun(pen, colours, view, run, y + run.slot * row.lane + gap / 2, run.slots * row.lane - gap, last);
    }
    pen.restore();
    pen.fillStyle = colours.faint;
    pen.textAlign = "right";
    pen.fillText(shortId(row.node.id), GUTTER - 8, y + (row.height - GAP) / 2);
  }
}

/** What is under the pointer. */
export function found(plan, view, x, y) {
  const row = plan.rows[lastUntil(plan.rows, y, each => each.y)];
  if (!row || y > row.y + row.height || x < GUTTER) return row ? { row } : null;
  const at = view.at(x);
  const slot = Math.floor((y - row.y) / row.lane);
  const slack = view.at(x + 2) - at;
  const on = row.node.runs.filter(run => run.placed - slack <= at && (run.ended === null || run.ended + slack >= at));
  const hit = on.filter(run => slot >= run.slot && slot < run.slot + run.slots);
  return { row, run: hit[hit.length - 1], at };
}

