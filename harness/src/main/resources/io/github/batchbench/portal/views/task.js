import { html, useData, useSource } from "../core.js";
import { Action, Card, Facts, Loading, Page, Text, Trouble } from "../widgets.js";
import { duration, shortId, time } from "../format.js";
import { outcome, State } from "../states.js";
import { path } from "../source.js";
import { Environment } from "./environment.js";
import { Files } from "./files.js";
import { Graph } from "./graph.js";
import { Reason } from "./reason.js";

/** The steps of a task's life, as far as the service tells them. */
function life(task) {
  const run = task.executionInfo || {};
  return [
    ["Created", task.creationTime], ["Requeued", run.lastRequeueTime], ["Tried again", run.lastRetryTime], ["Began", run.startTime],
    [task.state === "completed" ? (outcome(task.state, run) === "failed" ? "Failed" : "Succeeded") : `Is ${task.state}`, run.endTime || task.stateTransitionTime],
  ].filter(([, at]) => at).sort((a, b) => new Date(a[1]) - new Date(b[1]));
}

export function Task({ job, id }) {
  const source = useSource();
  const at = path("jobs", job, "tasks", id);
  const result = useData(async () => {
    const [task, why, around] = await Promise.all([source.batch("GET", at), source.why({ job, task: id }), source.neighbours(job, id)]);
    return { task, why, around };
  }, [job, id]);
  const jobAt = `#/jobs/${encodeURIComponent(job)}`;
  const crumbs = [["Jobs", "#/jobs"], [job, jobAt]];
  if (!result.data) return html`<${Page} title=${id} crumbs=${crumbs}><${Loading} result=${result} /><//>`;
  const { task, why, around } = result.data;
  const run = task.executionInfo || {};
  const node = task.nodeInfo || {};
  const over = task.state === "completed";
  const state = outcome(task.state, run);
  const files = html`<${Files} at=${`${at}/files`} first=${state === "failed" ? "stderr.txt" : "stdout.txt"} moving=${!over} />`;
  const remove = async () => {
    await source.batch("DELETE", at);
    location.hash = jobAt;
  };
  return html`<${Page} title=${task.id} crumbs=${crumbs} actions=${html`
      <${Action} disabled=${over && `It has ${state} already.`} ask="Terminate this task?" run=${() => source.batch("POST", `${at}/terminate`)} said="The task is terminated.">Terminate<//>
      <${Action} disabled=${state !== "failed" && (over ? "It has succeeded: only a task that failed can be tried again." : "It is not over yet.")} run=${() => source.batch("POST", `${at}/reactivate`)} said="The task is in the queue again.">Reactivate<//>
      <${Action} danger ask="Delete this task with its files?" run=${remove} said="The task is deleted.">Delete<//>`}>
    <${Trouble} error=${result.error} />
    ${!over && why.length > 0 && html`<${Card} title=${task.state === "active" ? "Why it is not running" : "Why it is not over"} wide bad=${task.state === "active"}>
      <ul class="lines">${why.map(reason => html`<li><${Reason} text=${reason} job=${job} /></li>`)}</ul><//>`}
    ${run.failureInfo && html`<${Card} title=${`Failed: ${run.failureInfo.code}`} wide bad><p>${run.failureInfo.message}</p>
      ${(run.failureInfo.details || []).map(each => html`<p><code>${each.name}: ${each.value}</code></p>`)}<//>`}
    ${state === "failed" && files}
    <div class="cards">
      <${Card} title="Task"><${Facts} of=${[
        ["State", html`<${State} state=${state} />`], ["Exit code", run.exitCode], ["Retries", run.retryCount || ""], ["Requeued", run.requeueCount || ""],
        ["Ran for", run.startTime && run.endTime && duration(new Date(run.endTime) - new Date(run.startTime))],
        ["Node", node.nodeId && html`<a href=${`#/pools/${encodeURIComponent(node.poolId)}/nodes/${encodeURIComponent(node.nodeId)}`} title=${node.nodeId}>${shortId(node.nodeId)}</a>`],
        ["Folder", node.taskRootDirectory && html`<code>${node.taskRootDirectory}</code>`],
      ]} />
      <h3>Command line</h3><${Text} label="Command line">${task.commandLine}<//><//>
      <${Card} title="Its life"><ol class="life">${life(task).map(([what, when]) => html`<li><span>${what}</span> <time>${time(when)}</time></li>`)}</ol><//>
      <${Environment} settings=${task.environmentSettings || []} />
    </div>
    ${around.edges.length > 0 && html`<${Card} title="Dependencies" wide><${Graph} around=${around} job=${job} task=${task.id} /><//>`}
    ${state !== "failed" && files}
  <//>`;
}
