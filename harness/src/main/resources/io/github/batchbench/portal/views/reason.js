import { html } from "../core.js";

/** A task or a pool that a reason names, and that is there. */
const NAMED = /(?<=^|waits for )task ([\w-]+)(?![\w-])(?!, which does not exist)|(?<=^| )pool ([\w-]+)(?![\w-])(?! does not exist)/g;

/** Why something of a job does not go on; what it names is a link to it. */
export function Reason({ text, job }) {
  const parts = [];
  let end = 0;
  for (const found of text.matchAll(NAMED)) {
    const [words, task, pool] = found;
    const href = task ? `#/jobs/${encodeURIComponent(job)}/tasks/${encodeURIComponent(task)}` : `#/pools/${encodeURIComponent(pool)}`;
    parts.push(text.slice(end, found.index), html`<a href=${href}>${words}</a>`);
    end = found.index + words.length;
  }
  parts.push(text.slice(end));
  return html`<span>${parts}</span>`;
}
