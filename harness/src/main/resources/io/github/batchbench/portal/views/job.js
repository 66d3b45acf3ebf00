import { html, useCallback, useData, useSource, useState } from "../core.js";
import { Action, Bar, Card, Facts, FormAction, Loading, Nothing, Page, Trouble } from "../widgets.js";
import { duration, number, shortId, stateName, time } from "../format.js";
import { State } from "../states.js";
import { Grid } from "../grid.js";
import { path } from "../source.js";
import { parts } from "./jobs.js";
import { PoolOf, Reason } from "./reason.js";

/** Rows are asked for in blocks of so many, of which there is one before and one after those in sight. */
const BLOCK = 100;
const STATES = ["active", "preparing", "running", "succeeded", "failed"];

export function Job({ id, search }) {
  const source = useSource();
  const result = useData(async () => {
    const [job, lines, why] = await Promise.all([source.batch("GET", path("jobs", id)), source.jobs(), source.why({ job: id })]);
    return { job, line: lines.find(each => each.id.toLowerCase() === id.toLowerCase()), why };
  }, [id]);
  const crumbs = [["Jobs", "#/jobs"]];
  if (!result.data) return html`<${Page} title=${id} crumbs=${crumbs}><${Loading} result=${result} /><//>`;
  const { job, line, why } = result.data;
  const pool = line && line.pool;
  return html`<${Page} title=${job.id} crumbs=${crumbs} actions=${html`<${JobActions} job=${job} />`}>
    <${Trouble} error=${result.error} />
    ${why.length > 0 && html`<${Card} title="What it waits for" wide bad=${why.some(reason => reason.startsWith("task "))}><ul class="lines">${why.map(reason => html`<li><${Reason} text=${reason} job=${job.id} /></li>`)}</ul><//>`}
    <div class="cards">
      <${Card} title="Job"><${Facts} of=${[
        ["State", html`<${State} state=${job.state} />`],
        ["Pool", pool && html`<${PoolOf} pool=${pool} reasons=${why} />`],
        ["Priority", job.priority], ["Created", time(job.creationTime)],
        ["Ended", job.executionInfo && time(job.executionInfo.endTime)], ["Why it ended", job.executionInfo && job.executionInfo.terminateReason],
        ["When all tasks are over", job.onAllTasksComplete],
      ]} /><//>
      ${line && html`<${Card} title="Progress">
        <${Bar} parts=${parts(line)} />
        <p class="states">${parts(line).map(each => html`<${State} state=${each.state} count=${number(each.count)} />`)}</p>
        ${job.state === "completed" && line.active > 0 && html`<p class="hint">The job is over: what is still active never runs.</p>`}
      <//>`}
    </div>
    <${Tasks} jobId=${job.id} search=${search} />
  <//>`;
}

function JobActions({ job }) {
  const source = useSource();
  const at = path("jobs", job.id);
  const over = job.state === "completed" && "The job is completed.";
  return html`
    <${Action} disabled=${over} ask=${`Terminate job ${job.id} with its tasks?`} run=${() => source.batch("POST", `${at}/terminate`)} said="The job is being terminated.">Terminate<//>
    ${job.state === "disabled"
      ? html`<${Action} run=${() => source.batch("POST", `${at}/enable`)} said="The job goes on.">Enable<//>`
      : html`<${FormAction} disabled=${over} title="Disable the job" verb="Disable" said="The job stops." run=${values => source.batch("POST", `${at}/disable`, { disableTasks: values.tasks })}
          fields=${[{ name: "tasks", label: "Its running tasks are", value: "requeue", options: [["requeue", "back into the queue"], ["terminate", "terminated"], ["wait", "waited for"]] }]}>Disable…<//>`}
    <${Action} danger ask=${`Delete job ${job.id} with its tasks and their files?`} run=${() => source.batch("DELETE", at)} said="The job is being deleted.">Delete<//>`;
}

/** A table of a hundred thousand tasks: the server filters and sorts, and the page has the rows in sight. */
function Tasks({ jobId, search }) {
  const source = useSource();
  const [state, setState] = useState(search.get("state") || "");
  const [exit, setExit] = useState("");
  const [text, setText] = useState("");
  const [sort, setSort] = useState({ by: "id", down: false });
  const [from, setFrom] = useState(0);
  const result = useData(
    () => source.tasks({ job: jobId, state, exit, text, sort: sort.by, dir: sort.down ? "desc" : "", from, count: 4 * BLOCK }),
    [jobId, state, exit, text, sort, from]);
  const onSight = useCallback(first => setFrom(Math.max(0, first - (first % BLOCK) - BLOCK)), []);
  const tasks = result.data;
  const row = index => {
    const i = index - tasks.from;
    return i >= 0 && i < tasks.id.length ? i : null;
  };
  return html`<${Card} title="Tasks" wide>
    <div class="filters">
      <label>State <select value=${state} onChange=${event => setState(event.target.value)}><option value="">all</option>
        ${STATES.map(name => html`<option value=${name}>${stateName(name)}</option>`)}</select></label>
      <label>Exit code <input class="short" value=${exit} placeholder="0 or !0" onInput=${event => setExit(event.target.value)} /></label>
      <label>Id or node <input type="search" value=${text} onInput=${event => setText(event.target.value)} /></label>
      ${tasks && html`<span class="hint" role="status" data-matching=${tasks.matching}>${number(tasks.matching)} of ${number(tasks.total)} tasks</span>`}
    </div>
    <${Trouble} error=${result.error} />
    ${tasks && tasks.total === 0 && html`<${Nothing}>The job has no tasks yet.<//>`}
    ${tasks && tasks.total > 0 && html`<${Grid} label="Tasks" phone="1fr 4rem 5.5rem" count=${tasks.matching} row=${index => { const i = row(index); return i === null ? null : { i, tasks }; }} rowKey=${({ i }) => tasks.id[i]} onSight=${onSight} sort=${sort} onSort=${setSort} columns=${taskColumns(jobId)} />`}
  <//>`;
}

function taskColumns(jobId) {
  return [
    { head: "Task", name: "id", width: "minmax(9rem, 2fr)", phone: "1 / 1 / 2 / -1", cell: ({ tasks, i }) => html`<a href=${`#/jobs/${encodeURIComponent(jobId)}/tasks/${encodeURIComponent(tasks.id[i])}`}>${tasks.id[i]}</a>` },
    { head: "State", name: "state", width: "minmax(7rem, 1fr)", phone: "2 / 1", cell: ({ tasks, i }) => html`<${State} state=${tasks.taskState[i]} />` },
    { head: "Exit", name: "exit", width: "4rem", phone: "2 / 2", right: true, cell: ({ tasks, i }) => tasks.exit[i] },
    { head: "Ran for", name: "duration", width: "6.5rem", phone: "2 / 3", right: true, cell: ({ tasks, i }) => (tasks.start[i] === null ? "" : duration((tasks.end[i] === null ? tasks.now : tasks.end[i]) - tasks.start[i])) },
    { head: "Retries", name: "retries", width: "4.8rem", right: true, cell: ({ tasks, i }) => tasks.retries[i] || "" },
    { head: "Began", name: "start", width: "11rem", cell: ({ tasks, i }) => time(tasks.start[i]) },
    { head: "Ended", name: "end", width: "11rem", cell: ({ tasks, i }) => time(tasks.end[i]) },
    { head: "Node", name: "node", width: "minmax(8rem, 1.5fr)", cell: ({ tasks, i }) => tasks.node[i] && html`<a href=${`#/pools/${encodeURIComponent(tasks.pool[i])}/nodes/${encodeURIComponent(tasks.node[i])}`} title=${tasks.node[i]}>${shortId(tasks.node[i])}</a>` },
  ];
}
