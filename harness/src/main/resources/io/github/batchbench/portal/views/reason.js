import { html } from "../core.js";
import { shortId } from "../format.js";

/** A task, a pool or a node of a pool that a reason names, and that is there. */
const NAMED = /(?<=^|waits for )task ([\w-]+)(?![\w-])(?!, which does not exist)|(?<=^| )pool ([\w-]+)(?![\w-])(?! does not exist)|(?<= )node ([\w-]+)(?= of pool ([\w-]+))/g;

/** What follows from a reason, and nobody need know who reads it for the first time. */
const FOLLOWS = [
  [/waits for task .*, which failed/, "It never runs, unless that task is reactivated and succeeds."],
  [/^pool .* does not exist$/, "It goes on as soon as there is one of this name."],
];

/** The pool of a job, which need not be there. */
export function PoolOf({ pool, reasons }) {
  return reasons.includes(`pool ${pool} does not exist`)
    ? html`${pool} <span class="faint">(does not exist)</span>`
    : html`<a href=${`#/pools/${encodeURIComponent(pool)}`}>${pool}</a>`;
}

/** Why something of a job does not go on; what it names is a link to it. */
export function Reason({ text, job }) {
  const parts = [];
  let end = 0;
  for (const found of text.matchAll(NAMED)) {
    const [words, task, pool, node, home] = found;
    const href = task ? `#/jobs/${encodeURIComponent(job)}/tasks/${encodeURIComponent(task)}`
      : `#/pools/${encodeURIComponent(pool || home)}${node ? `/nodes/${encodeURIComponent(node)}` : ""}`;
    parts.push(text.slice(end, found.index), html`<a href=${href} title=${node}>${node ? `node ${shortId(node)}` : words}</a>`);
    end = found.index + words.length;
  }
  parts.push(text.slice(end));
  const follows = FOLLOWS.find(([reason]) => reason.test(text));
  return html`<span>${parts}${follows && html`. <span class="faint">${follows[1]}</span>`}</span>`;
}
