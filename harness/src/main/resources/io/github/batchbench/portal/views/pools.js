import { html, useData, useSource } from "../core.js";
import { Loading, Page, Table } from "../widgets.js";
import { number } from "../format.js";
import { State } from "../states.js";

export function Pools() {
  const source = useSource();
  const result = useData(() => source.pools(), []);
  if (!result.data) return html`<${Page} title="Pools"><${Loading} result=${result} /><//>`;
  return html`<${Page} title="Pools">
    <${Table} label="Pools" rows=${result.data} rowKey=${pool => pool.id} empty="There are no pools yet. A client makes them: POST /pools." columns=${[
      { head: "Pool", cell: pool => html`<a href=${`#/pools/${encodeURIComponent(pool.id)}`}>${pool.id}</a>` },
      { head: "Nodes", cell: pool => html`<span class="states">${Object.entries(pool.nodes).map(([state, count]) => html`<${State} state=${state} count=${number(count)} />`)}</span>` },
      { head: "Dedicated / spot", right: true, cell: pool => `${number(pool.current.dedicated)} / ${number(pool.current.lowPriority)}` },
      { head: "Target", right: true, cell: pool => `${number(pool.target.dedicated)} / ${number(pool.target.lowPriority)}` },
      { head: "Allocation", cell: pool => html`<${State} state=${pool.state === "active" ? pool.allocation : pool.state} />${pool.autoScales ? " by formula" : ""}` },
      { head: "Size", cell: pool => pool.vmSize },
      { head: "Trouble", cell: pool => html`${pool.resizeErrors.map(error => html`<div class="tone-bad">${error.code}</div>`)}${pool.startTaskFailed > 0 && html`<div class="tone-bad">start task failed on ${number(pool.startTaskFailed)}</div>`}` },
    ]} />
  <//>`;
}
