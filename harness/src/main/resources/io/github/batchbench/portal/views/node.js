import { html, useData, useSource } from "../core.js";
import { Action, Card, Facts, FormAction, Loading, Nothing, Page, Trouble } from "../widgets.js";
import { number, time } from "../format.js";
import { outcome, State } from "../states.js";
import { path } from "../source.js";
import { Files } from "./files.js";

export function Node({ pool, id }) {
  const source = useSource();
  const at = path("pools", pool, "nodes", id);
  const result = useData(() => source.batch("GET", at), [pool, id]);
  const crumbs = [["Pools", "#/pools"], [pool, `#/pools/${encodeURIComponent(pool)}`]];
  const node = result.data;
  if (!node) return html`<${Page} title=${id} crumbs=${crumbs}><${Loading} result=${result} /><//>`;
  const start = node.startTaskInfo;
  const act = (verb, body) => () => source.batch("POST", `${at}/${verb}`, body);
  return html`<${Page} title=${node.id} crumbs=${crumbs} actions=${html`
      <${Action} run=${act("reboot")} said="It reboots.">Reboot<//>
      <${Action} run=${act("reimage")} said="It is reimaged.">Reimage<//>
      ${node.schedulingState === "enabled"
        ? html`<${FormAction} title="Disable scheduling" verb="Disable" said="It takes no tasks." run=${values => source.batch("POST", `${at}/disablescheduling`, { nodeDisableSchedulingOption: values.option })}
            fields=${[{ name: "option", label: "Its tasks are", value: "requeue", options: [["requeue", "back into the queue"], ["terminate", "terminated"], ["taskcompletion", "waited for"]] }]}>Disable scheduling…<//>`
        : html`<${Action} run=${act("enablescheduling")} said="It takes tasks.">Enable scheduling<//>`}
      <${Action} danger ask="Remove this node from its pool?" run=${() => source.batch("POST", `${path("pools", pool)}/removenodes`, { nodeList: [id] })} said="It leaves the pool.">Remove<//>`}>
    <${Trouble} error=${result.error} />
    <div class="cards">
      <${Card} title="Node"><${Facts} of=${[
        ["State", html`<${State} state=${node.state} />`], ["Scheduling", node.schedulingState], ["Since", time(node.stateTransitionTime)],
        ["Allocated", time(node.allocationTime)], ["Last boot", time(node.lastBootTime)], ["Kind", node.isDedicated ? "dedicated" : "spot"],
        ["Address", node.ipAddress], ["Slots used", number(node.runningTaskSlotsCount)],
        ["Tasks run", `${number(node.totalTasksRun)}, ${number(node.totalTasksSucceeded)} succeeded`],
      ]} />
      ${(node.errors || []).map(error => html`<p class="trouble">${error.code}: ${error.message}</p>`)}<//>
      ${start && html`<${Card} title="Start task" bad=${start.result === "failure"}><${Facts} of=${[
        ["State", start.state], ["Exit code", start.exitCode], ["Began", time(start.startTime)], ["Ended", time(start.endTime)], ["Retries", start.retryCount],
        ["Failure", start.failureInfo && `${start.failureInfo.code}: ${start.failureInfo.message}`],
        ["Command line", node.startTask && html`<code>${node.startTask.commandLine}</code>`],
      ]} /><//>`}
      <${Card} title="Recent tasks">${(node.recentTasks || []).length === 0 ? html`<${Nothing}>None yet.<//>` : html`<ul class="lines">
        ${node.recentTasks.map(task => html`<li><${State} state=${outcome(task.taskState, task.executionInfo)} /> <a href=${`#/jobs/${encodeURIComponent(task.jobId)}/tasks/${encodeURIComponent(task.taskId)}`}>${task.jobId} / ${task.taskId}</a></li>`)}
      </ul>`}<//>
    </div>
    <${Files} at=${`${at}/files`} first=${start && start.result === "failure" ? "startup/stderr.txt" : "startup/stdout.txt"} moving=${true} />
  <//>`;
}
