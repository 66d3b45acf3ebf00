import { html, render, Chart, Context, useEffect, useMemo, useRef, useState, useWidth } from "./core.js";
import { Bar, Card, Facts, Nothing, Table, Text } from "./widgets.js";
import { duration, number, time } from "./format.js";
import { readHistory } from "./history.js";
import { Grid } from "./grid.js";
import { State, Glyph } from "./states.js";
import { Timeline } from "./timeline.js";
import { Evaluations } from "./formulas.js";

/** Text that is found whatever the case of its letters. */
function matches(words, text) {
  return words === "" || text.toLowerCase().includes(words.toLowerCase());
}

function Failure({ failure }) {
  return html`<${Card} title="What failed" wide bad id="failed">
    <p class="mono"><b>${failure.test}</b></p>
    <${Text} label="The failure">${failure.message}<//>
    ${failure.again && html`<h3>Again</h3><${Text} label="The command that runs it again">${failure.again}<//>`}
    ${failure.trace && html`<details><summary>Stack trace</summary><${Text} label="Stack trace">${failure.trace}<//></details>`}
  <//>`;
}

function Why({ why }) {
  return html`<${Card} title="Why jobs were not over" wide bad id="why">
    ${why.map(each => html`<h3>Job ${each.job}</h3><ul class="lines">${each.reasons.map(reason => html`<li>${reason}</li>`)}</ul>`)}
  <//>`;
}

const OUTCOMES = ["failed", "running", "preparing", "active", "succeeded"];

function Tasks({ data, picked, onPick }) {
  const [words, setWords] = useState("");
  const [state, setState] = useState("");
  const rows = useMemo(() => data.tasks.filter(each => (state === "" || each.state === state)
    && matches(words, `${each.job} ${each.id} ${each.exitCode ?? ""} ${each.failure ? each.failure.code : ""}`)), [data, words, state]);
  const detail = useRef(null);
  const first = useRef(picked);
  useEffect(() => {
    // What is open from the start must not scroll the page to itself.
    if (picked && picked !== first.current) detail.current.focus();
  }, [picked]);
  const counts = OUTCOMES.map(each => ({ state: each, count: data.tasks.filter(task => task.state === each).length })).filter(each => each.count > 0);
  return html`<${Card} title="Tasks" wide id="tasks">
    <${Bar} parts=${counts} />
    <div class="filters">
      <label>State <select value=${state} onChange=${event => setState(event.target.value)}><option value="">all</option>
        ${counts.map(each => html`<option value=${each.state}>${each.state} (${number(each.count)})</option>`)}</select></label>
      <label>Find <input type="search" value=${words} onInput=${event => setWords(event.target.value)} /></label>
      <span class="faint" role="status">${number(rows.length)} of ${number(data.tasks.length)}${data.tasksLeftOut > 0 ? `; ${number(data.tasksLeftOut)} more are not in this page` : ""}</span>
    </div>
    <${Grid} label="Tasks" phone="1fr 4rem 5.5rem" count=${rows.length} row=${index => rows[index]} onSight=${() => {}} columns=${[
      { head: "Task", width: "2fr", phone: "1 / 1 / 2 / -1", cell: each => html`<button type="button" class="plain" onClick=${() => onPick(each)}>${each.id}</button>` },
      { head: "Job", width: "1.4fr", cell: each => each.job },
      { head: "State", width: "8rem", phone: "2 / 1", cell: each => html`<${State} state=${each.state} />` },
      { head: "Exit code", width: "5rem", phone: "2 / 2", right: true, cell: each => each.exitCode ?? "" },
      { head: "Failure", width: "1.6fr", cell: each => (each.failure ? each.failure.code : "") },
      { head: "Tries", width: "4rem", right: true, cell: each => number(1 + (each.retries || 0) + (each.requeues || 0)) },
      { head: "Ran for", width: "6rem", phone: "2 / 3", right: true, cell: each => (each.start && each.end ? duration(new Date(each.end) - new Date(each.start)) : "") },
    ]} />
    ${picked && html`<div class="detail" ref=${detail} tabindex="-1"><${TaskDetail} key=${`${picked.job} ${picked.id}`} task=${picked} /></div>`}
  <//>`;
}

function TaskDetail({ task }) {
  return html`<h3>Task ${task.id} of job ${task.job}</h3>
    <${Facts} of=${[
      ["State", html`<${State} state=${task.state} />`], ["Exit code", task.exitCode], ["Input", task.input],
      ["Failure", task.failure && `${task.failure.code}: ${task.failure.message}`],
      ...((task.failure && task.failure.details) || []).map(each => [each.name, each.value]),
      ["Node", task.node && html`<code>${task.node}</code>`], ["Created", time(task.created)], ["Began", time(task.start)], ["Ended", time(task.end)],
      ["Retries", task.retries || ""], ["Requeued", task.requeues || ""],
    ]} />
    ${task.commandLine && html`<h3>Command line</h3><${Text} label="Command line">${task.commandLine}<//>`}
    ${(task.why || []).length > 0 && html`<h3>Why it is not over</h3><ul class="lines">${task.why.map(each => html`<li>${each}</li>`)}</ul>`}
    <${Written} files=${task.files} what=${`task ${task.id}`} />`;
}

/** What somebody wrote: the one that says most first. */
function Written({ files, what }) {
  const all = Object.entries(files || {}).sort(([a], [b]) => b.startsWith("stderr") - a.startsWith("stderr") || a.localeCompare(b));
  if (all.length === 0) return html`<${Nothing}>No file of it was kept.<//>`;
  return all.map(([name, text]) => html`<h3>${name}</h3>${text === "" ? html`<${Nothing}>It is empty.<//>` : html`<${Text} label=${`${name} of ${what}`}>${text}<//>`}`);
}

function FailedStart({ node }) {
  return html`<${Card} title=${`The start task failed on node ${node.id}`} wide bad>
    <${Facts} of=${[["Pool", node.pool], ["Exit code", node.startTask.exitCode], ["Failure", node.startTask.failure && `${node.startTask.failure.code}: ${node.startTask.failure.message}`]]} />
    <${Written} files=${node.files} what=${`the start task of node ${node.id}`} /><//>`;
}

function Pools({ data }) {
  return html`<${Card} title="Pools" wide id="pools">
    <${Table} label="Pools" rows=${data.pools} rowKey=${each => each.id} empty="There was no pool any more." columns=${[
      { head: "Pool", cell: each => each.id },
      { head: "State", cell: each => html`<${State} state=${each.state} /> <${State} state=${each.allocation} />` },
      { head: "Nodes", right: true, cell: each => `${number(each.nodes)} of ${number(each.target)}` },
      { head: "By state", cell: each => html`<span class="states">${Object.entries(each.byState).map(([state, count]) => html`<${State} state=${state} count=${number(count)} />`)}</span>` },
      { head: "VM size", cell: each => each.vmSize },
      { head: "What went wrong", cell: each => each.errors.join("; ") },
    ]} />
    ${data.nodes.length > 0 && html`<h3>Nodes that could not work</h3>
    <${Table} label="Nodes that could not work" rows=${data.nodes} rowKey=${each => each.id} empty="" columns=${[
      { head: "Node", cell: each => html`<code>${each.id}</code>` }, { head: "Pool", cell: each => each.pool },
      { head: "State", cell: each => html`<${State} state=${each.state} />` }, { head: "What went wrong", cell: each => each.errors.join("; ") },
    ]} />`}
  <//>`;
}

function Requests({ requests, leftOut }) {
  const [words, setWords] = useState("");
  const [bad, setBad] = useState(false);
  const [picked, setPicked] = useState(null);
  const rows = useMemo(() => requests.filter(each => (!bad || !(each.status < 400)) && matches(words, `${each.method} ${each.url} ${each.status} ${each.by || ""}`)), [requests, words, bad]);
  return html`<${Card} title="Requests" wide id="requests">
    <div class="filters"><label>Find <input type="search" value=${words} onInput=${event => setWords(event.target.value)} /></label>
      <label><input type="checkbox" checked=${bad} onChange=${event => setBad(event.target.checked)} /> only those that were refused or got no answer</label>
      <span class="faint" role="status">${number(rows.length)} of ${number(requests.length)}${leftOut > 0 ? `; ${number(leftOut)} earlier ones are not in this page` : ""}</span></div>
    <${Grid} label="Requests" phone="4.5rem 1fr 5rem" count=${rows.length} row=${index => rows[index]} onSight=${() => {}} columns=${[
      { head: "When", width: "11rem", phone: "1 / 1 / 2 / 3", cell: each => time(each.at) },
      { head: "Method", width: "4.5rem", phone: "2 / 1", cell: each => each.method },
      { head: "Address", width: "3fr", phone: "2 / 2 / 3 / -1", cell: each => html`<button type="button" class="plain" onClick=${() => setPicked(each)}>${each.url}</button>` },
      { head: "Answer", width: "7rem", phone: "1 / 3", cell: each => html`<span class=${each.status < 400 ? "" : "tone-bad"}><${Glyph} state=${each.status < 400 ? "succeeded" : "failed"} /> ${each.status || "none"}</span>` },
      { head: "By", width: "1fr", cell: each => each.by || "the fake" },
    ]} />
    ${picked && html`<h3>${picked.method} ${picked.url}</h3>
      ${picked.body && html`<${Text} label="Body of the request">${picked.body}<//>`}
      <p>Answered ${picked.status || "nothing"}${picked.by ? ` by ${picked.by}` : ""}.</p>
      ${picked.answer && html`<${Text} label="Body of the answer">${picked.answer}<//>`}`}
  <//>`;
}

/** Lines over hours; the room for the numbers at the side is as wide as the longest of them. */
function Lines({ title, at, lines, percent }) {
  const box = useRef(null);
  const width = useWidth(box);
  useEffect(() => {
    if (width < 50) return undefined;
    const style = getComputedStyle(box.current);
    const colour = name => style.getPropertyValue(`--${name}`).trim();
    const text = value => (percent ? `${value} %` : number(value));
    const size = (chart, values) => (values ? Math.max(...values.map(each => String(each).length), 3) * 7 + 18 : 40);
    const axis = { stroke: colour("faint"), grid: { stroke: colour("line"), width: 1 }, ticks: { stroke: colour("line"), width: 1 } };
    const chart = new Chart({
      width, height: 220, scales: { x: { time: false }, y: { range: (u, low, high) => [0, percent ? 100 : Math.max(1, high)] } },
      axes: [{ ...axis, values: (u, values) => values.map(each => `${each} h`) }, { ...axis, values: (u, values) => values.map(text), size }],
      series: [{ label: "hours", value: (u, value) => (value === null ? "" : value.toFixed(3)) },
        ...lines.map(each => ({ label: each.name, stroke: colour(each.colour), width: 2, dash: each.dash, value: (u, value) => (value === null ? "" : text(Math.round(value * 10) / 10)) }))],
    }, [at, ...lines.map(each => each.values)], box.current);
    return () => chart.destroy();
  }, [width, at, lines]);
  return html`<${Card} title=${title} wide><div ref=${box} role="img" aria-label=${`${title}; the figures are in report.json`}></div><//>`;
}

function Moments({ moments }) {
  const [at, queue, use] = useMemo(() => [moments.at.map(each => each / 3600),
    [{ name: "queued", colour: "busy", values: moments.queued }, { name: "running", colour: "run", values: moments.running }],
    [{ name: "utilisation", colour: "good", values: moments.utilisation.map(each => each * 100) }]], [moments]);
  return html`<${Lines} title="Utilisation of the paid slots" at=${at} lines=${use} percent />
    <${Lines} title="Queued and running tasks" at=${at} lines=${queue} />`;
}

function Report({ data }) {
  const history = useMemo(() => (data.history ? readHistory(data.history, null) : null), [data]);
  const [picked, setPicked] = useState(() => (data.tasks || []).find(each => each.state === "failed") || null);
  const pickRun = run => {
    const task = (data.tasks || []).find(each => each.id === run.task && each.job === run.job);
    if (task) {
      setPicked(task);
      document.getElementById("tasks").scrollIntoView({ behavior: "smooth" });
    }
  };
  const parts = [
    ["failed", "What failed", data.failure], ["why", "Why", (data.why || []).length > 0], ["tasks", "Tasks", data.tasks], ["timeline", "Timeline", history],
    ["pools", "Pools", data.pools], ["requests", "Requests", data.requests],
  ].filter(([, , there]) => there);
  return html`<header class="top"><span class="brand">Batchbench</span>
      <nav aria-label="Parts">${parts.map(([id, name]) => html`<a href=${`#${id}`}>${name}</a>`)}</nav></header>
    <main id="main"><header class="page-head"><h1>${data.title}</h1><p class="faint">${data.made}</p></header>
      ${data.failure && html`<${Failure} failure=${data.failure} />`}
      ${(data.why || []).length > 0 && html`<${Why} why=${data.why} />`}
      ${(data.nodes || []).filter(each => each.startTask && each.startTask.failure).slice(0, 3).map(each => html`<${FailedStart} node=${each} />`)}
      ${data.facts && html`<${Card} title="In short" wide><${Facts} of=${data.facts} /><//>`}
      ${(data.notices || []).length > 0 && html`<${Card} title="Notices" wide><ul class="lines">${data.notices.map(each => html`<li>${each}</li>`)}</ul><//>`}
      ${data.moments && html`<${Moments} moments=${data.moments} />`}
      ${history && html`<${Card} title="Timeline" wide id="timeline"><${Timeline} history=${history} onPick=${pickRun} /><//>`}
      ${data.tasks && data.tasks.length > 0 && html`<${Tasks} data=${data} picked=${picked} onPick=${setPicked} />`}
      ${data.tasks && data.tasks.length === 0 && html`<${Card} title="Tasks" wide id="tasks"><${Nothing}>There were none at the end.<//><//>`}
      ${data.waits && html`<${Card} title="Longest waits" wide><${Table} label="The tasks that waited longest" rows=${data.waits} rowKey=${each => `${each.job} ${each.task}`} empty="No task has waited."
        columns=${[{ head: "Job", cell: each => each.job }, { head: "Task", cell: each => each.task }, { head: "Waited", right: true, cell: each => each.waited }]} /><//>`}
      ${data.pools && html`<${Pools} data=${data} />`}
      ${history && history.pools.some(each => each.evaluations.length > 0) && html`<${Card} title="Evaluations of formulas" wide id="formulas"><${Evaluations} history=${history} /><//>`}
      ${data.requests && html`<${Requests} requests=${data.requests} leftOut=${data.requestsLeftOut || 0} />`}
      <footer class="hint"><p>Made by Batchbench; nothing here asks a server. Preact, htm and uPlot are under the MIT and Apache licences.</p></footer>
    </main>`;
}

const data = JSON.parse(document.getElementById("data").textContent);
const context = { source: { onChange: () => () => {} }, say: () => {} };
render(html`<${Context.Provider} value=${context}><${Report} data=${data} /><//>`, document.getElementById("app"));
