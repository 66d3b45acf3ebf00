import { html, useCallback, useData, useEvery, useMemo, useRef, useSource, useState } from "../core.js";
import { Card, Copy, Facts, Loading, Nothing, Opened, Page, Text, Trouble } from "../widgets.js";
import { clock, number, time } from "../format.js";
import { Grid } from "../grid.js";
import { audience, curl, missing } from "./curl.js";

const MOST = 1000;

function millis(entry) {
  return entry.micros < 10000 ? (entry.micros / 1000).toFixed(1) : number(Math.round(entry.micros / 1000));
}

/** JSON with a line for each value, and other text as it is. */
function laidOut(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function kind({ status, stubbed }) {
  if (stubbed) return "by a fault or stub";
  if (status === 501) return "not modelled";
  if (status >= 400) return "refused";
  return status >= 300 ? "not modified" : "done";
}

/** What clients have asked, the latest first, and what they were told. */
export function Requests() {
  const source = useSource();
  const kept = useRef([]);
  const result = useData(async () => {
    const before = kept.current;
    const last = before.length > 0 ? before[before.length - 1].number : 0;
    const more = await source.requests(last);
    kept.current = [...before, ...more].slice(-MOST);
    const overview = await source.overview();
    return { entries: kept.current, notModelled: overview.notModelled };
  }, []);
  // Requests that only read change nothing, so nobody tells of them.
  useEvery(1500, result.reload);
  const [text, setText] = useState("");
  const [service, setService] = useState("");
  const [outcome, setOutcome] = useState("");
  const [chosen, setChosen] = useState(null);
  const entries = result.data ? result.data.entries : [];
  const shown = useMemo(() => entries.filter(entry =>
    (!service || entry.service === service) && (!outcome || kind(entry) === outcome)
      && (!text || `${entry.method} ${entry.target} ${entry.status} ${entry.error}`.toLowerCase().includes(text.toLowerCase()))).reverse(), [entries, text, service, outcome]);
  const onSight = useCallback(() => {}, []);
  if (!result.data) return html`<${Page} title="Requests"><${Loading} result=${result} /><//>`;
  return html`<${Page} title="Requests">
    <${Trouble} error=${result.error} />
    ${result.data.notModelled.length > 0 && html`<${Card} title="Asked for, and not modelled" wide bad><ul class="lines">${result.data.notModelled.map(call => html`<li>${call}</li>`)}</ul><//>`}
    <div class=${chosen ? "beside" : ""}>
    <${Card} title="The latest requests of clients" wide>
      <div class="filters">
        <label>Text <input type="search" value=${text} onInput=${event => setText(event.target.value)} /></label>
        <label>Service <select value=${service} onChange=${event => setService(event.target.value)}><option value="">both</option><option value="batch">Batch</option><option value="blob">Blob storage</option></select></label>
        <label>Outcome <select value=${outcome} onChange=${event => setOutcome(event.target.value)}><option value="">all</option><option>done</option><option>refused</option><option>by a fault or stub</option><option>not modelled</option></select></label>
        <span class="hint" role="status">${number(shown.length)} of ${number(entries.length)}; the latest ${number(MOST)} are kept. What this page asks is not among them.</span>
      </div>
      ${entries.length === 0 ? html`<${Nothing}>No client has asked anything yet.<//>` : html`<${Grid} label="Requests" count=${shown.length} row=${index => shown[index] || null} rowKey=${entry => entry.number}
          isChosen=${entry => chosen !== null && entry.number === chosen.number} onSight=${onSight} phone="4.5rem 11rem 1fr" columns=${[
        { head: "At", width: "5.5rem", phone: "1 / 1", cell: entry => clock(entry.at) },
        { head: "Status", width: "12rem", phone: "1 / 2", cell: entry => html`<span class=${entry.stubbed ? "tone-odd" : entry.status >= 400 ? "tone-bad" : ""}>${entry.status} ${kind(entry)}</span>` },
        { head: "ms", width: "4.5rem", phone: "1 / 3", right: true, cell: millis },
        { head: "Method", width: "5rem", phone: "2 / 1", cell: entry => entry.method },
        { head: "Request", width: "minmax(16rem, 5fr)", phone: "2 / 2 / 3 / -1", cell: entry => html`<button type="button" class="plain" onClick=${() => setChosen(entry)}>${entry.target}</button>` },
      ]} />`}
    <//>
    ${chosen && html`<${Opened} what=${chosen.number}><${Request} entry=${chosen} close=${() => setChosen(null)} /><//>`}
    </div>
  <//>`;
}

function Request({ entry, close }) {
  const source = useSource();
  const copy = async () => curl(entry, (await source.control("token", { service: audience(entry) })).text);
  return html`<${Card} title=${`Request ${entry.number}`} wide>
    <div class="actions"><${Copy} text=${copy}>Copy as curl<//> <button type="button" class="small" onClick=${close}>Close</button></div>
    <${Facts} of=${[["Asked", html`<code>${entry.method} ${entry.target}</code>`], ["Answered", `${entry.status} ${kind(entry)} after ${millis(entry)} ms, ${time(entry.at)}`],
      ["Of the service", entry.stubbed && "It has not seen this request."]]} />
    ${entry.headers.length > 0 && html`<details><summary>Headers</summary><${Text} label="Headers">${entry.headers.join("\n")}<//></details>`}
    ${entry.body && html`<h3>What was sent</h3><${Text} label="What was sent">${laidOut(entry.body)}<//>`}
    ${entry.error && html`<h3>What was wrong</h3><${Text} label="What was wrong">${laidOut(entry.error)}<//>`}
    <h3>As curl</h3><${Text} label="As curl">${curl(entry, "…")}<//>
    ${missing(entry).map(line => html`<p class="hint">${line}</p>`)}
  <//>`;
}
