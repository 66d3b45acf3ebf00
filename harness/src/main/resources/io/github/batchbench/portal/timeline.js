import { html, useEffect, useLayoutEffect, useMemo, useRef, useScheme, useState, useWidth } from "./core.js";
import { duration, exactTime, number, stateName, time } from "./format.js";
import { lastUntil, runState } from "./history.js";
import { levels, tick, ticks } from "./timeaxis.js";
import { Glyph, tone } from "./states.js";
import { Nothing } from "./widgets.js";

const GUTTER = 132;
const AXIS = 22;
const CHART = 130;
const GAP = 5;
/** A task that was shorter than this many pixels is still seen, and hit. */
const SHORTEST = 2;

/** How the page colours things now. */
function palette(element) {
  const style = getComputedStyle(element);
  const read = name => style.getPropertyValue(`--${name}`).trim();
  return Object.fromEntries(["good", "bad", "run", "busy", "wait", "off", "odd", "calm", "line", "text", "faint", "card", "shade", "main"].map(name => [name, read(name)]));
}

function pointer(event) {
  const box = event.currentTarget.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}

/** The rows that are drawn, each with its place: one for each node, with a lane for each of its slots. */
function layout(history, poolId) {
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
function canvasOf(canvas, width, height) {
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

function drawAxis(pen, colours, history, view, width, height) {
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

function drawSizes(pen, colours, history, view, pool, width) {
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
  for (let i = 0; i < states.length; i++) {
    const [since, state] = states[i];
    const until = i + 1 < states.length ? states[i + 1][0] : gone === null ? view.end : gone;
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
    const width = pen.measureText(run.task).width;
    pen.fillStyle = colour;
    if (run.ending === "failed") pen.fillRect(Math.max(from, GUTTER) + 2, y, width + 4, height);
    pen.fillStyle = colours.card;
    pen.fillText(run.task, Math.max(from, GUTTER) + 4, y + height / 2 + 0.5);
    pen.restore();
  }
}

/** The pool in which most tasks were, and before there are tasks the one with most nodes. */
function busiest(history) {
  const tasks = new Map();
  const nodes = new Map();
  for (const node of history.nodes.values()) {
    tasks.set(node.pool, (tasks.get(node.pool) || 0) + node.runs.length);
    nodes.set(node.pool, (nodes.get(node.pool) || 0) + 1);
  }
  const more = (counts, one, other) => (counts.get(one.id) || 0) - (counts.get(other.id) || 0);
  return history.pools.reduce((best, each) => (best && (more(tasks, each, best) || more(nodes, each, best)) <= 0 ? best : each), undefined);
}

function shortId(id) {
  return id.length <= 18 ? id : `${id.slice(0, 9)}…${id.slice(-7)}`;
}

function drawRows(pen, colours, view, plan, top, width, height) {
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
function found(plan, view, x, y) {
  const row = plan.rows[lastUntil(plan.rows, y, each => each.y)];
  if (!row || y > row.y + row.height || x < GUTTER) return row ? { row } : null;
  const at = view.at(x);
  const slot = Math.floor((y - row.y) / row.lane);
  const slack = view.at(x + 2) - at;
  const on = row.node.runs.filter(run => run.placed - slack <= at && (run.ended === null || run.ended + slack >= at));
  const hit = on.filter(run => slot >= run.slot && slot < run.slot + run.slots);
  return { row, run: hit[hit.length - 1], at };
}

function Tip({ history, hit, x, y, width }) {
  const { row, run, at } = hit;
  const state = row.node.states[lastUntil(row.node.states, at === undefined ? -1 : at, each => each[0])];
  const lines = run
    ? [
        html`<b>${run.task}</b> of job ${run.job}`,
        html`<span><${Glyph} state=${runState(run)} /> ${run.ending === "none" ? "not over" : run.ending}${run.exitCode === null ? "" : `, exit code ${run.exitCode}`}${run.failure ? `, ${run.failure}` : ""}</span>`,
        `from ${time(history.start + run.placed)}, ${duration((run.ended === null ? history.now : run.ended) - run.placed)}`,
        run.started !== null && run.started > run.placed && `prepared for ${duration(run.started - run.placed)}`,
        run.retries.length > 0 && `${run.retries.length + 1} tries, exit codes ${run.retries.map(each => each[1]).join(", ")}`,
        `slot ${run.slot}${run.slots > 1 ? ` to ${run.slot + run.slots - 1}` : ""} of node ${shortId(row.node.id)}`,
      ]
    : [html`<b>${row.node.id}</b>`, `${row.node.dedicated ? "dedicated" : "spot"} node of pool ${row.node.pool}`, state && stateName(state[1])];
  const left = Math.min(x + 14, Math.max(0, width - 280));
  return html`<div class="tip" style=${{ left: `${left}px`, top: `${y + 16}px` }}>${lines.filter(Boolean).map(line => html`<p>${line}</p>`)}</div>`;
}

const KEY = [["succeeded", "succeeded"], ["failed", "failed"], ["running", "running"], ["preempted", "interrupted"], ["preparing", "preparing"]];

/**
 * Nodes and their slots against time, with the pool's size and queue above: drag or use the arrow keys to move, the wheel with Ctrl or the
 * plus and minus keys to zoom. `onPick` hears of the run that is clicked.
 */
export function Timeline({ history, onPick, height }) {
  return history.pools.length === 0
    ? html`<${Nothing}>No pool has been there.<//>`
    : html`<${Canvases} history=${history} onPick=${onPick} height=${height} />`;
}

function Canvases({ history, onPick, height }) {
  const outer = useRef(null);
  const head = useRef(null);
  const body = useRef(null);
  const box = useRef(null);
  const width = useWidth(outer);
  useScheme();
  const [poolId, setPoolId] = useState("");
  const [span, setSpan] = useState(null);
  const [top, setTop] = useState(0);
  const [hit, setHit] = useState(null);
  const drag = useRef(null);
  const dragged = useRef(false);
  const end = Math.max(history.now, 1);
  const pool = history.pools.find(each => each.id === poolId) || busiest(history);
  const shown = pool ? pool.id : "";
  const plan = useMemo(() => layout(history, shown), [history, shown]);
  // What was before the pool is for who moves there.
  const begin = pool ? pool.made : 0;
  const { from, to } = span || { from: begin - (end - begin) * 0.01, to: end + (end - begin) * 0.02 + 1 };
  const view = useMemo(() => ({
    from, to, end, width,
    x: at => GUTTER + ((at - from) / (to - from)) * (width - GUTTER),
    at: x => from + ((x - GUTTER) / Math.max(1, width - GUTTER)) * (to - from),
  }), [from, to, end, width]);
  const room = Math.min(height || 420, Math.max(60, plan.height));
  useLayoutEffect(() => {
    if (width < GUTTER + 20) return undefined;
    const draw = () => {
      const colours = palette(outer.current);
      const above = canvasOf(head.current, width, CHART);
      drawAxis(above, colours, history, view, width, CHART);
      if (pool) drawSizes(above, colours, history, view, pool, width);
      drawRows(canvasOf(body.current, width, room), colours, view, plan, top, width, room);
    };
    const frame = requestAnimationFrame(draw);
    return () => cancelAnimationFrame(frame);
  });
  const move = (newFrom, newTo) => {
    const long = Math.min(Math.max(newTo - newFrom, 1), end * 4 + 1000);
    const first = Math.max(-long / 2, Math.min(newFrom, end - long / 4));
    setSpan({ from: first, to: first + long });
  };
  const zoom = (factor, around) => {
    const centre = around === undefined ? (from + to) / 2 : around;
    move(centre - (centre - from) * factor, centre + (to - centre) * factor);
  };
  const wheel = event => {
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      zoom(Math.exp(Math.max(-200, Math.min(200, event.deltaY)) * 0.004), view.at(pointer(event).x));
    } else if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      event.preventDefault();
      const by = (event.deltaX / Math.max(1, width - GUTTER)) * (to - from);
      move(from + by, to + by);
    }
  };
  const wheeling = useRef(wheel);
  wheeling.current = wheel;
  useEffect(() => {
    const element = outer.current;
    const listen = event => wheeling.current(event);
    element.addEventListener("wheel", listen, { passive: false });
    return () => element.removeEventListener("wheel", listen);
  }, []);
  const keys = event => {
    const quarter = (to - from) / 4;
    const acts = {
      ArrowLeft: () => move(from - quarter, to - quarter), ArrowRight: () => move(from + quarter, to + quarter),
      "+": () => zoom(0.6), "=": () => zoom(0.6), "-": () => zoom(1.7), 0: () => setSpan(null),
    };
    const act = event.ctrlKey || event.metaKey || event.altKey ? null : acts[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  };
  const pointed = event => {
    const { x, y } = pointer(event);
    if (drag.current) {
      const by = ((drag.current.x - event.clientX) / Math.max(1, width - GUTTER)) * (to - from);
      drag.current.x = event.clientX;
      dragged.current = dragged.current || by !== 0;
      move(from + by, to + by);
      return;
    }
    const under = found(plan, view, x, y + top);
    setHit(under && { ...under, x, y });
  };
  const clicked = event => {
    const { x, y } = pointer(event);
    const under = dragged.current ? null : found(plan, view, x, y + top);
    if (under && under.run && onPick) onPick(under.run);
  };
  const runs = plan.rows.reduce((sum, row) => sum + row.node.runs.length, 0);
  const moment = to - from < 60000 ? exactTime : time;
  const label = `Timeline of pool ${shown}: ${number(plan.rows.length)} nodes, ${number(runs)} tasks on them, from ${moment(history.start + from)} to ${moment(history.start + to)}`;
  return html`<div class="timeline">
    <div class="filters">
      ${history.pools.length > 1 && html`<label>Pool <select value=${shown} onChange=${event => { setPoolId(event.target.value); setSpan(null); }}>
        ${history.pools.map(each => html`<option value=${each.id}>${each.id}</option>`)}</select></label>`}
      <span class="actions" role="group" aria-label="Time">
        <button type="button" class="small" onClick=${() => zoom(0.5)}>Zoom in</button>
        <button type="button" class="small" onClick=${() => zoom(2)}>Zoom out</button>
        <button type="button" class="small" onClick=${() => setSpan(null)}>All</button>
        ${[["1 s", 1000], ["1 min", 60000], ["1 h", 3600000], ["1 d", 86400000]].map(([name, long]) => html`
          <button type="button" class="small" onClick=${() => move(Math.min(to, end) - long, Math.min(to, end))}>${name}</button>`)}
      </span>
      <span class="states">${KEY.map(([state, name]) => html`<span class="state"><${Glyph} state=${state} /> ${name}</span>`)}</span>
    </div>
    <p class="lines-key"><span class="tone-good">━ nodes</span> <span class="faint">┅ target</span> <span class="tone-run">━ running tasks</span>
      <span class="tone-busy">▄ waiting tasks</span>${pool && pool.evaluations.length > 0 && html` <span>▲ formula evaluated</span>`}
      <span class="faint"> left: nodes, right: tasks</span></p>
    <div class="timeline-box" ref=${outer} tabindex="0" role="application" aria-label=${label} aria-roledescription="timeline" onKeyDown=${keys}
        onPointerUp=${() => { drag.current = null; }} onPointerLeave=${() => { drag.current = null; setHit(null); }}>
      <canvas ref=${head} aria-hidden="true"></canvas>
      <div class="timeline-rows" ref=${box} tabindex="0" role="group" aria-label="Nodes" style=${{ height: `${room}px` }} onScroll=${event => setTop(event.target.scrollTop)}>
        <div style=${{ height: `${plan.height}px` }}>
          <canvas ref=${body} aria-hidden="true" onPointerMove=${pointed} onClick=${clicked}
            onPointerDown=${event => { drag.current = { x: event.clientX }; dragged.current = false; setHit(null); }}></canvas>
        </div>
      </div>
      ${hit && html`<${Tip} history=${history} hit=${hit} x=${hit.x} y=${hit.y + CHART} width=${width} />`}
    </div>
    ${(history.dropped.runs > 0 || history.dropped.nodes > 0) && html`<p class="hint">Not kept, as there were too many:
      ${history.dropped.runs > 0 && ` ${number(history.dropped.runs)} earlier runs`}${history.dropped.nodes > 0 && ` ${number(history.dropped.nodes)} nodes with their tasks`}.</p>`}
  </div>`;
}
