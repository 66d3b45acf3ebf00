import { html, useData, useSource } from "../core.js";
import { Bar, Loading, Page, Table } from "../widgets.js";
import { number, time } from "../format.js";
import { State } from "../states.js";
import { PoolOf, Reason } from "./reason.js";

/** How far a job is, by the outcomes of its tasks. */
export function parts(job) {
  return ["succeeded", "failed", "running", "active"].map(state => ({ state, count: job[state] }));
}

export function Jobs() {
  const source = useSource();
  const result = useData(() => source.jobs(), []);
  if (!result.data) return html`<${Page} title="Jobs"><${Loading} result=${result} /><//>`;
  const at = job => `#/jobs/${encodeURIComponent(job.id)}`;
  return html`<${Page} title="Jobs">
    <${Table} label="Jobs" rows=${result.data} rowKey=${job => job.id} empty="There are no jobs yet. A client makes them: POST /jobs." columns=${[
      { head: "Job", cell: job => html`<a href=${at(job)}>${job.id}</a>` },
      { head: "State", cell: job => html`<${State} state=${job.state} />` },
      { head: "Progress", cell: job => html`<${Bar} parts=${parts(job)} />` },
      { head: "Waiting", right: true, cell: job => number(job.active) },
      { head: "Running", right: true, cell: job => number(job.running) },
      { head: "Succeeded", right: true, cell: job => number(job.succeeded) },
      { head: "Failed", right: true, cell: job => (job.failed > 0 ? html`<a class="tone-bad" href=${`${at(job)}?state=failed`}>${number(job.failed)}</a>` : "0") },
      { head: "What it waits for", cell: job => html`${job.waits.slice(0, 1).map(reason => html`<${Reason} text=${reason} job=${job.id} />`)}${job.waits.length > 1 ? ` (and ${number(job.waits.length - 1)} more)` : ""}` },
      { head: "Pool", cell: job => job.pool && html`<${PoolOf} pool=${job.pool} reasons=${job.waits} />` },
      { head: "Priority", right: true, cell: job => job.priority },
      { head: "Created", cell: job => html`<span class="nobreak">${time(job.created)}</span>` },
    ]} />
  <//>`;
}
