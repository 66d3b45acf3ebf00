import { html, useState, useRef, useEffect, useSay } from "./core.js";
import { number } from "./format.js";
import { tone } from "./states.js";

export function Page({ title, crumbs, actions, children }) {
  useEffect(() => {
    document.title = `${title} – Batchbench`;
  }, [title]);
  return html`<div class="page">
    <header class="page-head">
      ${crumbs && html`<nav class="crumbs" aria-label="Where this is">${crumbs.map(([text, href]) => html`<a href=${href}>${text}</a> <span aria-hidden="true">/</span> `)}</nav>`}
      <h1 tabindex="-1">${title}</h1>
      <div class="actions">${actions}</div>
    </header>
    ${children}
  </div>`;
}

export function Card({ title, children, wide, bad, id }) {
  const name = id || `card-${String(title).toLowerCase().replace(/[^a-z]+/g, "-")}`;
  return html`<section class=${`card ${wide ? "wide" : ""} ${bad ? "bad" : ""}`} aria-labelledby=${name}>
    <h2 id=${name}>${title}</h2>
    ${children}
  </section>`;
}

/** Names with their values; what has no value is left out. */
export function Facts({ of }) {
  const lines = of.filter(([, value]) => value !== null && value !== undefined && value !== "");
  return html`<dl class="facts">${lines.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

export function Trouble({ error }) {
  return error ? html`<p class="trouble" role="alert">${error.message}</p>` : null;
}

/** What a view shows before there is anything: how to get something there. */
export function Nothing({ children }) {
  return html`<p class="nothing">${children}</p>`;
}

export function Loading({ result }) {
  if (result.error && !result.data) return html`<${Trouble} error=${result.error} />`;
  return html`<p class="nothing" role="status">Loading…</p>`;
}

/** A bar of parts by state; what it says is also text. */
export function Bar({ parts }) {
  const total = parts.reduce((sum, part) => sum + part.count, 0);
  const label = parts.filter(part => part.count > 0).map(part => `${number(part.count)} ${part.state}`).join(", ");
  return html`<div class="bar" role="img" aria-label=${label || "nothing"} title=${label}>
    ${parts.map(part => part.count > 0 && html`<span class=${`tone-${tone(part.state)} part-${part.state}`} style=${{ flexGrow: part.count / total }}></span>`)}
  </div>`;
}

/** What a button that does nothing now is for the browser. It is not really disabled, for that would take the focus from who uses the keyboard. */
function asDisabled(disabled) {
  return { "aria-disabled": disabled ? "true" : undefined, title: typeof disabled === "string" ? disabled : undefined };
}

/** After so many milliseconds somebody wonders whether anything happens. */
const LONG = 700;

/**
 * A button that does something at a service, says what came of it, and cannot be pressed twice at once. `disabled` may be a text that says
 * why it is; `slow` is what is said when it takes long.
 */
export function Action({ children, run, said, ask, danger, disabled, small, slow }) {
  const say = useSay();
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);
  const running = useRef(false);
  const press = () => {
    if (typeof disabled === "string") say(disabled, true);
    else if (!disabled && ask) setAsking(true);
    else act();
  };
  const act = async () => {
    setAsking(false);
    if (running.current || disabled) return;
    running.current = true;
    setBusy(true);
    const waiting = slow && setTimeout(() => say(slow), LONG);
    try {
      const answer = await run();
      if (said) say(typeof said === "function" ? said(answer) : said);
    } catch (error) {
      say(error.message, true);
    }
    clearTimeout(waiting);
    running.current = false;
    setBusy(false);
  };
  return html`<button type="button" class=${`${danger ? "danger" : ""} ${small ? "small" : ""}`} 
      ...${asDisabled(disabled || busy)} aria-busy=${busy ? "true" : undefined} onClick=${press}>${children}</button>
    ${asking && html`<${Dialog} title=${ask} onClose=${() => setAsking(false)}>
      <div class="actions"><button type="button" class="danger" onClick=${act}>${children}</button>
      <button type="button" onClick=${() => setAsking(false)}>Cancel</button></div>
    <//>`}`;
}

/** A question, or a form. Whoever leaves it is back where they were. */
export function Dialog({ title, onClose, children }) {
  const dialog = useRef(null);
  useEffect(() => {
    const element = dialog.current;
    element.showModal();
    return () => element.close();
  }, []);
  return html`<dialog ref=${dialog} onClose=${onClose} aria-label=${title}><h2>${title}</h2>${children}</dialog>`;
}

/**
 * A button that opens a form. A field is { name, label, value, type, options, hint }. `disabled` may be a text that says why it is.
 */
export function FormAction({ children, title, fields, run, said, verb, disabled }) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const [error, setError] = useState(null);
  const [busy, setBusy] = useState(false);
  const submit = async event => {
    event.preventDefault();
    if (busy) return;
    const values = Object.fromEntries(new FormData(event.target));
    setBusy(true);
    setError(null);
    try {
      const answer = await run(values);
      setOpen(false);
      if (said) say(typeof said === "function" ? said(answer, values) : said);
    } catch (problem) {
      setError(problem);
    }
    setBusy(false);
  };
  const press = () => {
    if (typeof disabled === "string") say(disabled, true);
    else if (!disabled) setOpen(true);
  };
  return html`<button type="button" ...${asDisabled(disabled)} onClick=${press}>${children}</button>
    ${open && html`<${Dialog} title=${title} onClose=${() => setOpen(false)}>
      <form onSubmit=${submit}>
        ${fields.map(field => html`<${Field} field=${field} />`)}
        <${Trouble} error=${error} />
        <div class="actions"><button type="submit" class="main" aria-disabled=${busy ? "true" : undefined} aria-busy=${busy ? "true" : undefined}>${verb || children}</button>
        <button type="button" onClick=${() => setOpen(false)}>Cancel</button></div>
      </form>
    <//>`}`;
}

/** What is typed stays when the page is drawn anew, so a value is only what a field begins with. */
function Field({ field }) {
  const common = { name: field.name, "aria-describedby": field.hint ? `hint-${field.name}` : undefined };
  const input = field.options
    ? html`<select ...${common}>${field.options.map(([value, text]) => html`<option value=${value} selected=${value === field.value}>${text}</option>`)}</select>`
    : field.type === "textarea"
      ? html`<textarea ...${common} rows="6" spellcheck=${false} defaultValue=${field.value}></textarea>`
      : html`<input ...${common} type=${field.type || "text"} min="0" required=${field.required} defaultValue=${field.value} />`;
  return html`<label class="field"><span>${field.label}</span>${input}</label>
    ${field.hint && html`<p class="hint" id=${`hint-${field.name}`}>${field.hint}</p>`}`;
}

/** Copies what is asked for only when it is pressed, so that it is not in the page before. */
export function Copy({ text, children }) {
  return html`<${Action} small run=${async () => navigator.clipboard.writeText(await text())} said="Copied.">${children || "Copy"}<//>`;
}

/** What somebody has opened beside a list: it comes into sight and has the focus; who closes it is back where they were. */
export function Opened({ what, children }) {
  const box = useRef(null);
  const before = useRef(null);
  useEffect(() => {
    before.current = document.activeElement;
    const heading = box.current.querySelector("h2");
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    box.current.scrollIntoView({ block: "nearest" });
  }, [what]);
  useEffect(() => () => before.current && before.current.isConnected && before.current.focus({ preventScroll: true }), []);
  return html`<div class="opened" ref=${box}>${children}</div>`;
}

/** A table of what fits on a page; on a phone each row is a card. A column is { head, cell, right }. */
export function Table({ label, columns, rows, rowKey, empty }) {
  if (rows.length === 0) return html`<${Nothing}>${empty}<//>`;
  return html`<div class="scroll" tabindex="0" role="group" aria-label=${label}><table><caption class="hidden">${label}</caption>
    <thead><tr>${columns.map(column => (column.head
      ? html`<th scope="col" class=${column.right ? "right" : ""}>${column.head}</th>`
      : html`<td></td>`))}</tr></thead>
    <tbody>${rows.map(row => html`<tr key=${rowKey(row)}>${columns.map(column => html`<td class=${column.right ? "right" : ""} data-head=${column.head}>${column.cell(row)}</td>`)}</tr>`)}</tbody>
  </table></div>`;
}

export function Text({ label, children }) {
  return html`<pre class="text" tabindex="0" role="region" aria-label=${label}>${children}</pre>`;
}
