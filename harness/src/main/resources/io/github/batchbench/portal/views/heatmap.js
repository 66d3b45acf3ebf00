import { html, useEffect, useMemo, useRef, useScheme, useState, useWidth } from "../core.js";
import { number, stateName } from "../format.js";
import { shape, tone } from "../states.js";

const MOST_HEIGHT = 380;

/** So many cells of one size fit into a width, and are no higher than the most. */
function layout(count, width) {
  let size = 26;
  while (size > 3 && Math.ceil(count / Math.max(1, Math.floor(width / size))) * size > MOST_HEIGHT) size--;
  const across = Math.max(1, Math.floor(width / size));
  return { size, across, height: Math.ceil(count / across) * size };
}

/** Drawn with strokes in proportion to the cell, so that shapes can be told down to five pixels. */
function draw(pen, form, x, y, size) {
  const at = part => size * part;
  pen.lineWidth = Math.max(1, size / 7);
  pen.beginPath();
  if (form === "ring") {
    pen.strokeRect(x + at(.2), y + at(.2), at(.6), at(.6));
  } else if (form === "cross") {
    pen.fillRect(x + at(.08), y + at(.08), at(.84), at(.84));
    pen.save();
    pen.strokeStyle = pen.canvas.dataset.card;
    pen.moveTo(x + at(.25), y + at(.25));
    pen.lineTo(x + at(.75), y + at(.75));
    pen.moveTo(x + at(.75), y + at(.25));
    pen.lineTo(x + at(.25), y + at(.75));
    pen.stroke();
    pen.restore();
  } else if (form === "half") {
    pen.fillRect(x + at(.1), y + at(.5), at(.8), at(.4));
    pen.strokeRect(x + at(.15), y + at(.15), at(.7), at(.7));
  } else if (form === "dots") {
    pen.fillRect(x + at(.15), y + at(.4), at(.2), at(.2));
    pen.fillRect(x + at(.4), y + at(.4), at(.2), at(.2));
    pen.fillRect(x + at(.65), y + at(.4), at(.2), at(.2));
  } else if (form === "down") {
    pen.moveTo(x + at(.1), y + at(.2));
    pen.lineTo(x + at(.9), y + at(.2));
    pen.lineTo(x + at(.5), y + at(.85));
    pen.fill();
  } else if (form === "bar") {
    pen.fillRect(x + at(.1), y + at(.4), at(.8), at(.2));
  } else if (form === "question") {
    pen.fillRect(x + at(.4), y + at(.15), at(.2), at(.45));
    pen.fillRect(x + at(.4), y + at(.7), at(.2), at(.15));
  } else {
    pen.fillRect(x + at(.08), y + at(.08), at(.84), at(.84));
  }
}

/** All nodes of a pool as squares on a canvas: a colour and a shape for the state, and how full a running node is. */
export function HeatMap({ nodes, open }) {
  const box = useRef(null);
  const canvas = useRef(null);
  const width = useWidth(box);
  const [at, setAt] = useState(-1);
  const count = nodes.id.length;
  const plan = useMemo(() => layout(count, width || 1), [count, width]);
  const scheme = useScheme();
  useEffect(() => {
    if (!width || count === 0) return;
    const style = getComputedStyle(document.documentElement);
    const colours = nodes.states.map(state => style.getPropertyValue(`--${tone(state)}`));
    const forms = nodes.states.map(shape);
    const ratio = devicePixelRatio;
    const surface = canvas.current;
    surface.width = plan.across * plan.size * ratio;
    surface.height = plan.height * ratio;
    surface.dataset.card = style.getPropertyValue("--card");
    const pen = surface.getContext("2d");
    pen.scale(ratio, ratio);
    for (let i = 0; i < count; i++) {
      const x = (i % plan.across) * plan.size;
      const y = Math.floor(i / plan.across) * plan.size;
      const state = nodes.state[i];
      pen.fillStyle = colours[state];
      pen.strokeStyle = colours[state];
      if (nodes.states[state] === "running") {
        const full = Math.max(.2, Math.min(1, nodes.slots[i] / nodes.slotsPerNode));
        pen.globalAlpha = .25;
        draw(pen, "fill", x, y, plan.size);
        pen.globalAlpha = 1;
        pen.fillRect(x + plan.size * .08, y + plan.size * (.92 - .84 * full), plan.size * .84, plan.size * .84 * full);
      } else {
        draw(pen, forms[state], x, y, plan.size);
      }
    }
  }, [nodes, plan, scheme]);
  const pointed = event => {
    const place = canvas.current.getBoundingClientRect();
    const column = Math.floor((event.clientX - place.left) / plan.size);
    const index = Math.floor((event.clientY - place.top) / plan.size) * plan.across + column;
    return column < plan.across && index < count ? index : -1;
  };
  const moves = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -plan.across, ArrowDown: plan.across, Home: -count, End: count };
  const key = event => {
    if (event.key === "Enter" && at >= 0) open(nodes.id[at]);
    if (!(event.key in moves)) return;
    event.preventDefault();
    setAt(before => Math.max(0, Math.min(count - 1, Math.max(before, 0) + moves[event.key])));
  };
  const said = at >= 0 && at < count
    ? `${nodes.id[at]}: ${stateName(nodes.states[nodes.state[at]])}, ${nodes.slots[at]} of ${nodes.slotsPerNode} slots, ${number(nodes.run[at])} tasks run`
    : "Point at a node, or move with the arrow keys; Enter or a click opens it.";
  const frame = at >= 0 && at < count
    && { left: `${(at % plan.across) * plan.size - 1}px`, top: `${Math.floor(at / plan.across) * plan.size - 1}px`, width: `${plan.size + 2}px`, height: `${plan.size + 2}px` };
  return html`<div class="heat" ref=${box}><div class="heat-map">
    <canvas ref=${canvas} style=${{ width: `${plan.across * plan.size}px`, height: `${plan.height}px` }} tabindex="0" role="application"
      aria-label=${`Map of ${number(count)} nodes`} aria-describedby="heat-said"
      onMouseMove=${event => setAt(pointed(event))} onClick=${event => { const index = pointed(event); if (index >= 0) open(nodes.id[index]); }}
      onKeyDown=${key}></canvas>
    ${frame && html`<span class="heat-at" style=${frame}></span>`}</div>
    <p class="hint" id="heat-said" aria-live="polite">${said}</p>
  </div>`;
}
