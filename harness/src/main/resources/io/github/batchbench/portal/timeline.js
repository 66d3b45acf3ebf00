import { html, useEffect, useLayoutEffect, useMemo, useRef, useScheme, useState, useWidth } from "./core.js";
import { duration, exactTime, number, shortId, stateName, time } from "./format.js";
import { runState } from "./history.js";
import { CHART, GUTTER, canvasOf, drawAxis, drawRows, drawSizes, found, layout, palette } from "./timeline-drawing.js";
import { Glyph } from "./states.js";
import { Action, Nothing } from "./widgets.js";

function pointer(event) {
  const box = event.currentTarget.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
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

/** The state of a node at a time, or its latest. */
function stateAt(states, at) {
  let state = states[states.length - 1];
  for (let i = states.length - 2; i >= 0 && at !== undefined && states[i] > at; i -= 2) state = states[i - 1];
  return state;
}

function Tip({ history, hit, x, y, width }) {
  const { row, run, at } = hit;
  const state = stateAt(row.node.states, at);
  const lines = run
    ? [
        html`<b>${run.task}</b> of job ${run.job}`,
        html`<span><${Glyph} state=${runState(run)} /> ${run.ending === "none" ? "not over" : run.ending}${run.exitCode === null ? "" : `, exit code ${run.exitCode}`}${run.failure ? `, ${run.failure}` : ""}</span>`,
        `from ${time(history.start + run.placed)}, ${duration((run.ended === null ? history.now : run.ended) - run.placed)}`,
        run.started !== null && run.started > run.placed && `prepared for ${duration(run.started - run.placed)}`,
        run.retries.length > 0 && `${run.retries.length + 1} tries, exit codes ${run.retries.map(each => each[1]).join(", ")}`,
        `slot ${run.slot}${run.slots > 1 ? ` to ${run.slot + run.slots - 1}` : ""} of node ${shortId(row.node.id)}`,
      ]
    : [html`<b>${row.node.id}</b>`, `${row.node.dedicated ? "dedicated" : "spot"} node of pool ${row.node.pool}`, state && stateName(state)];
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
  const scheme = useScheme();
  const [poolId, setPoolId] = useState("");
  const [span, setSpan] = useState(null);
  const top = useRef(0);
  const [hit, setHit] = useState(null);
  const drag = useRef(null);
  const dragged = useRef(false);
  const end = Math.max(history.now, 1);
  const busy = useMemo(() => busiest(history), [history]);
  const pool = history.pools.find(each => each.id === poolId) || busy;
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
  // Drawn in the next frame, once, however often somebody asks: who scrolls sees other rows, and nothing else is another.
  const frame = useRef(0);
  const draw = useRef(null);
  const onlyRows = useRef(true);
  const drawSoon = all => {
    onlyRows.current = onlyRows.current && !all;
    frame.current = frame.current || requestAnimationFrame(() => {
      frame.current = 0;
      draw.current(onlyRows.current);
      onlyRows.current = true;
    });
  };
  useEffect(() => () => cancelAnimationFrame(frame.current), []);
  useLayoutEffect(() => {
    const colours = palette(outer.current);
    draw.current = rowsAlone => {
      // Who has just scrolled may have gone to another page before the next frame.
      if (!body.current || width < GUTTER + 20) return;
      if (!rowsAlone) {
        const above = canvasOf(head.current, width, CHART);
        drawAxis(above, colours, history, view, width, CHART);
        if (pool) drawSizes(above, colours, history, view, pool, width);
      }
      drawRows(canvasOf(body.current, width, room), colours, view, plan, top.current, width, room);
    };
    drawSoon(true);
  }, [history, pool, plan, view, width, room, scheme]);
  const move = (newFrom, newTo) => {
    const long = Math.min(Math.max(newTo - newFrom, 1), end * 4 + 1000);
    const first = Math.max(-long / 2, Math.min(newFrom, end - long / 4));
    setSpan({ from: first, to: first + long });
  };
  /** The middle of what is shown, or what is next to it on which a task was: who zooms wants to see tasks. */
  const middle = () => {
    const centre = (from + to) / 2;
    let best = null;
    for (const { node } of plan.rows) {
      for (const run of node.runs) {
        const near = Math.min(Math.max(centre, run.placed), run.ended === null ? end : run.ended);
        if (best === null || Math.abs(near - centre) < Math.abs(best - centre)) best = near;
      }
    }
    return best === null || best < from || best > to ? centre : best;
  };
  const zoom = (factor, around = middle()) => move(around - (around - from) * factor, around + (to - around) * factor);
  const fit = () => {
    let first = Infinity;
    let last = -Infinity;
    for (const { node } of plan.rows) {
      for (const run of node.runs) {
        first = Math.min(first, run.placed);
        last = Math.max(last, run.ended === null ? end : run.ended);
      }
    }
    const room = Math.max(1, last - first) * 0.02;
    move(first - room, last + room);
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
  const scrolled = event => {
    top.current = event.target.scrollTop;
    setHit(null);
    drawSoon(false);
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
    const under = found(plan, view, x, y + top.current);
    setHit(under && { ...under, x, y });
  };
  const clicked = event => {
    const { x, y } = pointer(event);
    const under = dragged.current ? null : found(plan, view, x, y + top.current);
    if (under && under.run && onPick) onPick(under.run);
  };
  const runs = useMemo(() => plan.rows.reduce((sum, row) => sum + row.node.runs.length, 0), [plan]);
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
        <${Action} small disabled=${runs === 0 && "No task has been on a node of this pool."} run=${fit}>Fit tasks<//>
        ${[["1 s", 1000], ["1 min", 60000], ["1 h", 3600000], ["1 d", 86400000]].map(([name, long]) => html`
          <button type="button" class="small" onClick=${() => zoom(long / (to - from))}>${name}</button>`)}
      </span>
      <span class="states">${KEY.map(([state, name]) => html`<span class="state"><${Glyph} state=${state} /> ${name}</span>`)}</span>
    </div>
    <p class="lines-key"><span class="tone-good">━ nodes</span> <span class="faint">┅ target</span> <span class="tone-run">━ running tasks</span>
      <span class="tone-busy">▄ waiting tasks</span>${pool && pool.evaluations.length > 0 && html` <span>▲ formula evaluated</span>`}
      <span class="faint"> left: nodes, right: tasks</span> <span class="faint">Drag to move, Ctrl and the wheel to zoom.</span></p>
    <div class="timeline-box" ref=${outer} tabindex="0" role="application" aria-label=${label} aria-roledescription="timeline" onKeyDown=${keys}
        onPointerUp=${() => { drag.current = null; }} onPointerLeave=${() => { drag.current = null; setHit(null); }}>
      <canvas ref=${head} aria-hidden="true"></canvas>
      <div class="timeline-rows" ref=${box} tabindex="0" role="group" aria-label="Nodes" style=${{ height: `${room}px` }} onScroll=${scrolled}>
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
