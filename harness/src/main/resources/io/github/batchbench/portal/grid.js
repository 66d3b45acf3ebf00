import { html, useEffect, useLayoutEffect, useRef, useState, useWidth } from "./core.js";
import { number } from "./format.js";

const ROW = 28;

/** Where there is no room for all columns side by side, a row has two lines. */
const TALL_ROW = 50;
const NARROW = 640;

/** So many rows above and below those in sight are there, too: what is scrolled to is drawn before it is seen. */
const AROUND = 10;

/** Where a column is on a row of two lines, or none. */
function cellStyle(column, narrow) {
  return narrow ? { gridArea: column.phone } : undefined;
}

/**
 * Which element a row has, by the row's key: the same one as long as the row is there. Then another row has it, for to change an element takes
 * half the time that it takes to make a new one; but the one with the focus goes with its row.
 */
function useElements(box) {
  const held = useRef(new Map());
  const made = useRef(0);
  return keys => {
    const focused = box.current && box.current.contains(document.activeElement) && document.activeElement.closest("[data-element]");
    const kept = focused ? Number(focused.dataset.element) : -1;
    const wanted = new Set(keys);
    const free = [];
    for (const [key, element] of held.current) if (!wanted.has(key) && element !== kept) free.push(element);
    free.reverse();
    held.current = new Map(keys.map(key => [key, held.current.get(key) ?? free.pop() ?? made.current++]));
    return held.current;
  };
}

/**
 * A table of any length of which only the rows in sight are there. A column is { head, name, width, phone, cell, right, sorts }. What
 * is in sight is asked for by `onSight(from, count)`; `row(index)` is null as long as it is not there. By
 * `rowKey(row)` a row stays the same one, and keeps the focus, when others come before it. `phone` is the widths of columns on two lines, on
 * which those columns are that say where.
 */
export function Grid({ label, columns: all, phone, count, row, rowKey, isChosen, onSight, sort, onSort }) {
  const box = useRef(null);
  const width = useWidth(box);
  const narrow = Boolean(phone) && width > 0 && width < NARROW;
  const columns = narrow ? all.filter(column => column.phone) : all;
  const high = narrow ? TALL_ROW : ROW;
  const [sight, setSight] = useState({ from: 0, count: 60 });
  const look = () => {
    const from = Math.max(0, Math.floor(box.current.scrollTop / high) - AROUND);
    const many = Math.ceil(box.current.clientHeight / high) + 2 * AROUND;
    const step = from - (from % 10);
    setSight(before => (before.from === step && before.count === many ? before : { from: step, count: many }));
  };
  const before = useRef(high);
  useLayoutEffect(() => {
    // The same rows stay in sight.
    if (before.current !== high) box.current.scrollTop *= high / before.current;
    before.current = high;
  }, [high]);
  useEffect(look, [count, high]);
  useEffect(() => onSight(sight.from, sight.count), [sight]);
  const widths = { gridTemplateColumns: narrow ? phone : columns.map(column => column.width).join(" ") };
  const elements = useElements(box);
  const seen = [];
  for (let index = sight.from; index < Math.min(count, sight.from + sight.count); index++) {
    const data = row(index);
    seen.push({ index, data, key: data === null || !rowKey ? `at ${index}` : `is ${rowKey(data)}` });
  }
  const elementOf = elements(seen.map(({ key }) => key));
  const rows = seen.map(({ index, data, key }) => {
    const chosen = isChosen && data !== null && isChosen(data);
    return html`<div class=${`grid-row ${index % 2 ? "odd" : ""} ${chosen ? "chosen" : ""}`} role="row" aria-rowindex=${index + 2} aria-current=${chosen ? "true" : undefined}
        key=${elementOf.get(key)} data-element=${elementOf.get(key)} style=${{ top: `${index * high}px`, ...widths }}>
      ${columns.map(column => html`<div role="cell" class=${column.right ? "right" : ""} style=${cellStyle(column, narrow)}>${data === null ? "…" : column.cell(data)}</div>`)}
    </div>`;
  });
  const tall = { height: `min(60vh, 34rem, ${(count + 1) * high + 2}px)` };
  return html`<div class=${`grid ${narrow ? "narrow" : ""}`} ref=${box} style=${tall} onScroll=${look} tabindex="0" role="table" aria-label=${`${label}, ${number(count)} rows`} aria-rowcount=${count + 1}>
    <div class="grid-head" role="rowgroup"><div class="grid-row" role="row" aria-rowindex="1" style=${widths}>
      ${columns.map(column => html`<div role="columnheader" class=${column.right ? "right" : ""} style=${cellStyle(column, narrow)}
          aria-sort=${sort && sort.by === column.name ? (sort.down ? "descending" : "ascending") : undefined}>
        ${onSort && column.sorts !== false
          ? html`<button type="button" class="plain" onClick=${() => onSort({ by: column.name, down: sort.by === column.name && !sort.down })}>
              ${column.head}<span aria-hidden="true">${sort.by === column.name ? (sort.down ? " ▼" : " ▲") : ""}</span></button>`
          : column.head}
      </div>`)}
    </div></div>
    <div class="grid-all" role="rowgroup" style=${{ height: `${count * high}px` }}>${rows}</div>
  </div>`;
}
