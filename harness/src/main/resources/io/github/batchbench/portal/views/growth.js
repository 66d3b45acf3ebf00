import { html, Chart, useData, useEffect, useRef, useScheme, useSource, useWidth } from "../core.js";
import { Card } from "../widgets.js";
import { Evaluations } from "../formulas.js";
import { number } from "../format.js";
import { tick, ticks } from "../timeaxis.js";

const HEIGHT = 200;
const LINES = [
  { name: "nodes", colour: "good", width: 2, scale: "nodes" },
  { name: "target", colour: "faint", width: 1.5, dash: [4, 3], scale: "nodes" },
  { name: "waiting tasks", colour: "busy", width: 1.5, scale: "tasks" },
  { name: "running tasks", colour: "run", width: 1.5, scale: "tasks" },
];

/** Moments with the values that hold from then on, up to now. */
function columns(history, sizes) {
  const nodes = sizes.dedicated.map((count, i) => count + sizes.spot[i]);
  const all = [sizes.at.map(at => history.start + at), nodes, sizes.target, sizes.queued, sizes.running];
  return all.map((column, i) => [...column, i === 0 ? history.start + history.now : column[column.length - 1]]);
}

/** How a pool has grown and shrunk against its target, with the tasks that were there for it, and what its formula has said. */
export function Growth({ pool }) {
  const source = useSource();
  const { data: history } = useData(() => source.sizes(pool), [pool]);
  const track = history && history.pools[0];
  if (!track || track.sizes.at.length === 0) return null;
  return html`<${Card} title="Size over time" wide><${Sizes} history=${history} sizes=${track.sizes} /><//>
    ${track.evaluations.length > 0 && html`<${Card} title="Auto-scale evaluations" wide><${Evaluations} history=${history} /><//>`}`;
}

function Sizes({ history, sizes }) {
  const box = useRef(null);
  const chart = useRef(null);
  const width = useWidth(box);
  const scheme = useScheme();
  const data = columns(history, sizes);
  useEffect(() => {
    if (width < 50) return undefined;
    const style = getComputedStyle(box.current);
    const colour = name => style.getPropertyValue(`--${name}`).trim();
    const axis = { stroke: colour("faint"), grid: { stroke: colour("line"), width: 1 }, ticks: { stroke: colour("line"), width: 1 } };
    const whole = values => values.map(each => (Number.isInteger(each) ? number(each) : ""));
    const room = (u, values) => Math.max(3, ...(values || []).map(each => each.length)) * 7 + 18;
    const steps = (u, low, high) => ticks(low, high, Math.max(2, width / 110));
    const fromNought = (u, low, high) => [0, Math.max(1, high) * 1.05];
    chart.current = new Chart({
      width, height: HEIGHT, scales: { x: { time: false }, nodes: { range: fromNought }, tasks: { range: fromNought } },
      axes: [
        { ...axis, splits: (u, place, low, high) => steps(u, low, high).at, values: (u, splits) => splits.map(each => tick(each, steps(u, u.scales.x.min, u.scales.x.max).step)) },
        { ...axis, scale: "nodes", values: (u, values) => whole(values), size: room },
        { ...axis, scale: "tasks", side: 1, grid: { show: false }, values: (u, values) => whole(values), size: room },
      ],
      series: [{ label: "at", value: (u, value) => (value === null ? "now" : new Date(value).toISOString().slice(0, 19).replace("T", " ")) },
        ...LINES.map(({ name, scale, ...line }) => ({
          label: name, scale, ...line, stroke: colour(line.colour), points: { show: false }, paths: Chart.paths.stepped({ align: 1 }),
          value: (u, value, line, place) => number(place === null ? u.data[line][u.data[line].length - 1] : value),
        }))],
    }, data, box.current);
    return () => chart.current.destroy();
  }, [width, scheme]);
  useEffect(() => {
    if (chart.current) chart.current.setData(data);
  }, [history]);
  const last = data.map(column => column[column.length - 1]);
  const said = `${number(last[1])} nodes of ${number(last[2])} now, at most ${number(Math.max(...data[1]))}; ${number(last[3])} tasks wait, ${number(last[4])} run`;
  return html`<p class="hint">${said}. Left: nodes, right: tasks.</p><div class="growth" ref=${box} role="img" aria-label=${`Size over time: ${said}`}></div>`;
}
