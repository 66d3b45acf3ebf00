import { html } from "../core.js";
import { number } from "../format.js";
import { Glyph, tone } from "../states.js";

const WIDTH = 190;
const HEIGHT = 34;
const GAP = 60;

/** What a task waits for, to its left, and what waits for it, to its right. */
export function Graph({ around, job, task }) {
  const levels = new Map();
  for (const node of around.nodes) {
    if (!levels.has(node.level)) levels.set(node.level, []);
    levels.get(node.level).push(node);
  }
  const order = [...levels.keys()].sort((a, b) => a - b);
  const tallest = Math.max(...[...levels.values()].map(level => level.length));
  const places = new Map();
  order.forEach((level, column) => {
    const nodes = levels.get(level);
    nodes.forEach((node, i) => {
      const top = ((tallest - nodes.length) / 2 + i) * (HEIGHT + 10);
      places.set(node.id.toLowerCase(), { x: column * (WIDTH + GAP), y: top });
    });
  });
  const size = { width: `${order.length * (WIDTH + GAP) - GAP}px`, height: `${tallest * (HEIGHT + 10)}px` };
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Graph of the dependencies"><div class="graph" style=${size}>
    <svg style=${size} aria-hidden="true">${around.edges.map(([from, to]) => {
      const a = places.get(from.toLowerCase());
      const b = places.get(to.toLowerCase());
      if (!a || !b) return null;
      const x = a.x + WIDTH;
      const bend = Math.max(20, (b.x - x) / 2);
      return html`<path class="edge" d=${`M${x} ${a.y + HEIGHT / 2}C${x + bend} ${a.y + HEIGHT / 2} ${b.x - bend} ${b.y + HEIGHT / 2} ${b.x - 4} ${b.y + HEIGHT / 2}`} />`;
    })}</svg>
    ${around.nodes.map(node => {
      const place = places.get(node.id.toLowerCase());
      const text = html`<span class=${`tone-${tone(node.state)}`}><${Glyph} state=${node.state} /></span> ${node.id}<span class="hidden">, ${node.state}</span>`;
      const style = { left: `${place.x}px`, top: `${place.y}px`, width: `${WIDTH}px` };
      return node.state === "missing" || node.id === task
        ? html`<span class=${`graph-node ${node.id === task ? "this" : ""}`} style=${style} title=${`${node.id}: ${node.state}`}>${text}</span>`
        : html`<a class="graph-node" style=${style} title=${`${node.id}: ${node.state}`} href=${`#/jobs/${encodeURIComponent(job)}/tasks/${encodeURIComponent(node.id)}`}>${text}</a>`;
    })}
  </div>${around.leftOut > 0 && html`<p class="hint">${number(around.leftOut)} more are left out.</p>`}</div>`;
}
