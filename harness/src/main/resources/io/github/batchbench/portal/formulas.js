import { html } from "./core.js";
import { Table } from "./widgets.js";
import { number, time } from "./format.js";

const MOST = 100;

/** The variables of a formula with their values, as the service lists them. */
export function variables(results) {
  return (results || "").split(";").map(each => each.trim()).filter(Boolean).map(each => {
    const [name, ...value] = each.split("=");
    return { name, value: value.join("=") };
  });
}

/** The evaluations of formulas that a history has, the latest first. */
export function Evaluations({ history }) {
  const all = history.pools.flatMap(pool => pool.evaluations.map(each => ({ ...each, pool: pool.id })));
  const columns = [
    { head: "When", cell: each => html`<span class="nobreak">${time(history.start + each.at)}</span>` },
    history.pools.length > 1 && { head: "Pool", cell: each => each.pool },
    { head: "Variables", cell: each => html`<span class="variables">${variables(each.results).map(({ name, value }) => html`<code>${name} = <b>${value}</b></code>`)}</span>` },
    all.some(each => each.error) && { head: "Error", cell: each => each.error && html`<span class="tone-bad">${each.error}${each.detail ? ` (${each.detail})` : ""}</span>` },
    { head: "Formula", cell: each => html`<details><summary>show</summary><code class="formula">${each.formula}</code></details>` },
  ];
  return html`<${Table} label="Evaluations" rows=${all.slice(-MOST).reverse()} rowKey=${each => `${each.pool} ${each.at}`}
      empty="No formula has been evaluated." columns=${columns.filter(Boolean)} />
    ${all.length > MOST && html`<p class="hint">The latest ${MOST} of ${number(all.length)}.</p>`}`;
}
