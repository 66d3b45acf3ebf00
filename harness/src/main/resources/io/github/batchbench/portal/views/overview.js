import { html, useAccount, useData, useEvery, useSource } from "../core.js";
import { Action, Bar, Card, Copy, Facts, FormAction, Loading, Nothing, Page } from "../widgets.js";
import { isoDuration, number, time } from "../format.js";
import { State } from "../states.js";
import { Reason } from "./reason.js";

export function Overview() {
  const source = useSource();
  const result = useData(() => source.overview(), []);
  const all = result.data;
  useEvery(all && all.faults.length > 0 ? 1500 : 0, result.reload);
  if (!all) return html`<${Page} title="Overview"><${Loading} result=${result} /><//>`;
  return html`<${Page} title="Overview">
    <${Troubles} all=${all} />
    <div class="cards">
      <${Counts} all=${all} />
      <${Time} all=${all} source=${source} />
      <${Accounts} all=${all} source=${source} />
    </div>
  <//>`;
}

function sum(list, name) {
  return list.reduce((total, each) => total + each[name], 0);
}

/** What somebody has to know who wonders why nothing goes on: first of all, and with a way to where it is seen. */
function Troubles({ all }) {
  const lines = [];
  for (const pool of all.pools) {
    const at = `#/pools/${encodeURIComponent(pool.id)}`;
    if (pool.startTaskFailed > 0) {
      lines.push(html`<a href=${at}>Pool ${pool.id}</a>: the start task failed on ${number(pool.startTaskFailed)} ${pool.startTaskFailed === 1 ? "node" : "nodes"}; its stderr is there.`);
    }
    for (const error of pool.resizeErrors) lines.push(html`<a href=${at}>Pool ${pool.id}</a>: ${error.code}: ${error.message}`);
    if (pool.nodes.unusable) lines.push(html`<a href=${at}>Pool ${pool.id}</a>: ${number(pool.nodes.unusable)} unusable nodes.`);
  }
  for (const job of all.jobs) {
    const at = `#/jobs/${encodeURIComponent(job.id)}`;
    const reasons = all.waiting[job.id] || [];
    for (const reason of reasons.slice(0, 5)) lines.push(html`<a href=${at}>Job ${job.id}</a> waits: <${Reason} text=${reason} job=${job.id} />`);
    if (reasons.length > 5) lines.push(html`<a href=${at}>Job ${job.id}</a> has ${number(reasons.length - 5)} more reasons to wait.`);
    if (job.failed > 0) lines.push(html`<a href=${`${at}?state=failed`}>Job ${job.id}</a>: ${number(job.failed)} ${job.failed === 1 ? "task" : "tasks"} failed.`);
  }
  for (const fault of all.faults) lines.push(html`<a href="#/faults">Fault ${fault.name}</a> is on; it struck ${number(fault.count)} ${fault.count === 1 ? "time" : "times"}.`);
  for (const call of all.notModelled) lines.push(html`Not modelled: ${call}`);
  for (const failure of all.failures) lines.push(html`A defect of the fake: ${failure}`);
  if (lines.length === 0) return null;
  return html`<${Card} title="What is in the way" wide bad><ul class="lines">${lines.map(line => html`<li>${line}</li>`)}</ul><//>`;
}

function Counts({ all }) {
  const nodes = {};
  for (const pool of all.pools) for (const [state, count] of Object.entries(pool.nodes)) nodes[state] = (nodes[state] || 0) + count;
  const count = Object.values(nodes).reduce((total, each) => total + each, 0);
  const tasks = ["active", "running", "succeeded", "failed"].map(state => ({ state, count: sum(all.jobs, state) }));
  return html`<${Card} title="What there is">
    ${all.pools.length + all.jobs.length === 0 && html`<${Nothing}>No pools and no jobs yet. Point a client at the endpoints on this page, with the key from the button below them; whatever it makes appears here by itself.<//>`}
    <dl class="figures">
      <div><dt><a href="#/pools">Pools</a></dt><dd>${number(all.pools.length)}</dd></div>
      <div><dt>Nodes</dt><dd>${number(count)}</dd></div>
      <div><dt><a href="#/jobs">Jobs</a></dt><dd>${number(all.jobs.length)}</dd></div>
      <div><dt>Tasks</dt><dd>${number(tasks.reduce((total, each) => total + each.count, 0))}</dd></div>
    </dl>
    ${count > 0 && html`<p class="states">${Object.entries(nodes).map(([state, each]) => html`<${State} state=${state} count=${number(each)} />`)}</p>`}
    <${Bar} parts=${tasks} />
    <p class="states">${tasks.map(each => html`<${State} state=${each.state} count=${number(each.count)} />`)}</p>
  <//>`;
}

function Time({ all, source }) {
  return html`<${Card} title="Clock">
    <p class="clock"><time>${time(all.now)}</time> UTC, ${all.virtual ? "virtual" : "real time"}</p>
    <div class="actions">
      ${all.virtual
        ? html`<${FormAction} title="Advance the clock" verb="Advance" fields=${[{ name: "by", label: "By", value: "1 h", hint: "For example 90 s, 15 min, 2 h or 1 d, or in ISO 8601: PT1H30M." }]}
              run=${values => source.control("clock/advance", { by: isoDuration(values.by) })} said=${answer => `It is ${time(answer.now)} now.`}>Advance…<//>
            <${Action} run=${() => source.control("clock/next", {})} said=${answer => `It is ${time(answer.now)} now.`}>To the next event<//>
            <${Action} run=${() => source.control("clock/skip", {})} said="Time skips ahead whenever no process runs.">Skip ahead by itself<//>`
        : html`<${Action} run=${() => source.control("clock/virtual", {})} said="Time is virtual now." ask="Make time virtual? It stands still from then on, but for what you do here.">Make time virtual<//>`}
    </div>
  <//>`;
}

function Accounts({ all, source }) {
  const [, choose] = useAccount();
  const several = all.accounts.length > 1;
  return html`<${Card} title="Accounts">
    <${Facts} of=${[...all.accounts.flatMap((each, i) => [
        ["Batch account", html`${each.account} ${several && (each.account === all.account
          ? html`<span class="faint">(shown)</span>`
          : html`<button type="button" class="small" onClick=${() => choose(i === 0 ? "" : each.account)}>Show ${each.account}</button>`)}`],
        ["Batch endpoint", html`<code>${each.endpoint}</code>`]]),
      ...all.storage.flatMap(each => [["Storage account", html`<a href=${`#/storage/${encodeURIComponent(each.account)}`}>${each.account}</a>`], ["Blob endpoint", html`<code>${each.endpoint}</code>`]])]} />
    ${source.live && html`<div class="actions">
      <${Copy} text=${async () => (await source.control("key", {})).text}>Copy the Batch key<//>
      <${Copy} text=${async () => (await source.control("connection", {})).text}>Copy the connection string<//>
      <${Action} danger small ask="Empty all accounts? Pools, jobs, blobs, faults and hold points go." run=${() => source.control("reset", {})} said="All accounts are empty.">Reset<//>
    </div>`}
  <//>`;
}
