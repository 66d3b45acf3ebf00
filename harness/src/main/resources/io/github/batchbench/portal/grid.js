import { html, useEffect, useRef, useState } from "./core.js";
import { number } from "./format.js";

const ROW = 28;

/** So many rows above and below those in sight are there, too: what is scrolled to is drawn before it is seen. */
const AROUND = 10;

/**
 * A table of any length of which only the rows in sight are there. A column is { head, name, width, cell, right, sorts }. What
 * is in sight is asked for by `onSight(from, count)`; `row(index)` is null as long as it is not there. By
 * `rowKey(row)` a row stays the same one, and keeps the focus, when others come before it.
 */
export function Grid({ label, columns, count, row, rowKey, onSight, sort, onSort }) {
  const box = useRef(null);
  const [sight, setSight] = useState({ from: 0, count: 60 });
  const look = () => {
    const from = Math.max(0, Math.floor(box.current.scrollTop / ROW) - AROUND);
    const many = Math.ceil(box.current.clientHeight / ROW) + 2 * AROUND;
    const step = from - (from % 10);
    setSight(before => (before.from === step && before.count === many ? before : { from: step, count: many }));
  };
  useEffect(look, [count]);
  useEffect(() => onSight(sight.from, sight.count), [sight]);
  const widths = { gridTemplateColumns: columns.map(column => column.width).join(" ") };
  const rows = [];
  for (let index = sight.from; index < Math.min(count, sight.from + sight.count); index++) {
    const data = row(index);
    rows.push(html`<div class=${`grid-row ${index % 2 ? "odd" : ""}`} role="row" aria-rowindex=${index + 2} key=${data === null || !rowKey ? `at ${index}` : `is ${rowKey(data)}`}
        style=${{ top: `${index * ROW}px`, ...widths }}>
      ${columns.map(column => html`<div role="cell" class=${column.right ? "right" : ""}>${data === null ? "…" : column.cell(data)}</div>`)}
    </div>`);
  }
  const tall = { height: `min(60vh, 34rem, ${(count + 1) * ROW + 2}px)` };
  return html`<div class="grid" ref=${box} style=${tall} onScroll=${look} tabindex="0" role="table" aria-label=${`${label}, ${number(count)} rows`} aria-rowcount=${count + 1}>
    <div class="grid-head" role="rowgroup"><div class="grid-row" role="row" aria-rowindex="1" style=${widths}>
      ${columns.map(column => html`<div role="columnheader" class=${column.right ? "right" : ""}
          aria-sort=${sort && sort.by === column.name ? (sort.down ? "descending" : "ascending") : undefined}>
        ${onSort && column.sorts !== false
          ? html`<button type="button" class="plain" onClick=${() => onSort({ by: column.name, down: sort.by === column.name && !sort.down })}>
              ${column.head}<span aria-hidden="true">${sort.by === column.name ? (sort.down ? " ▼" : " ▲") : ""}</span></button>`
          : column.head}
      </div>`)}
    </div></div>
    <div class="grid-all" role="rowgroup" style=${{ height: `${count * ROW}px` }}>${rows}</div>
  </div>`;
}
