import { html, useData, useSource, useState } from "../core.js";
import { Action, Card, Facts, FormAction, Loading, Nothing, Page, Text, Trouble } from "../widgets.js";
import { number, stateName, time } from "../format.js";
import { State } from "../states.js";
import { Grid } from "../grid.js";
import { path } from "../source.js";
import { variables } from "../formulas.js";
import { Growth } from "./growth.js";
import { HeatMap } from "./heatmap.js";

const KINDS = [["requeue", "back into the queue"], ["terminate", "terminated"], ["taskcompletion", "waited for"]];

/** A pool: what it is, what went wrong with it, its nodes, its formula. */
export function Pool({ id }) {
  const source = useSource();
  const result = useData(async () => {
    const [pool, nodes] = await Promise.all([source.batch("GET", path("pools", id)), source.nodes(id)]);
    return { pool, nodes };
  }, [id]);
  const crumbs = [["Pools", "#/pools"]];
  if (!result.data) return html`<${Page} title=${id} crumbs=${crumbs}><${Loading} result=${result} /><//>`;
  const { pool, nodes } = result.data;
  const machine = pool.virtualMachineConfiguration || {};
  const image = machine.imageReference || {};
  return html`<${Page} title=${pool.id} crumbs=${crumbs} actions=${html`<${PoolActions} pool=${pool} />`}>
    <${Trouble} error=${result.error} />
    ${(pool.resizeErrors || []).map(error => html`<${Card} title=${`Resize error: ${error.code}`} wide bad>
      <p>${error.message}</p>${(error.values || []).map(value => html`<p>${value.name}: ${value.value}</p>`)}
    <//>`)}
    <${FailedStarts} pool=${pool} nodes=${nodes} />
    <div class="cards">
      <${Card} title="Pool">
        <${Facts} of=${[
          ["State", html`<${State} state=${pool.state} /> <${State} state=${pool.allocationState} />`],
          ["Dedicated", `${number(pool.currentDedicatedNodes)} of ${number(pool.targetDedicatedNodes)}`],
          ["Spot", `${number(pool.currentLowPriorityNodes)} of ${number(pool.targetLowPriorityNodes)}`],
          ["VM size", pool.vmSize], ["Slots of a node", number(pool.taskSlotsPerNode)],
          ["Image", image.virtualMachineImageId || [image.publisher, image.offer, image.sku].filter(Boolean).join(" ")],
          ["Created", time(pool.creationTime)],
          ["Start task", pool.startTask && html`<code>${pool.startTask.commandLine}</code>`],
        ]} />
      <//>
      <${AutoScale} pool=${pool} />
    </div>
    <${Growth} pool=${pool.id} />
    <${Nodes} poolId=${pool.id} nodes=${nodes} />
  <//>`;
}

function PoolActions({ pool }) {
  const source = useSource();
  const at = path("pools", pool.id);
  return html`
    <${FormAction} title=${`Resize ${pool.id}`} verb="Resize" said="The pool is being resized." fields=${[
      { name: "dedicated", label: "Dedicated nodes", type: "number", value: pool.targetDedicatedNodes },
      { name: "spot", label: "Spot nodes", type: "number", value: pool.targetLowPriorityNodes },
      { name: "option", label: "Tasks on nodes that go are", value: "requeue", options: KINDS },
    ]} disabled=${pool.enableAutoScale && "Its formula decides: disable auto-scale first."} run=${values => source.batch("POST", `${at}/resize`, { targetDedicatedNodes: Number(values.dedicated), targetLowPriorityNodes: Number(values.spot), nodeDeallocationOption: values.option })}>Resize…<//>
    <${Action} disabled=${pool.allocationState !== "resizing" && "The pool is not being resized."} run=${() => source.batch("POST", `${at}/stopresize`)} said="The resize stops.">Stop the resize<//>
    <${Action} danger ask=${`Delete pool ${pool.id} with its nodes?`} run=${() => source.batch("DELETE", at)} said="The pool is being deleted.">Delete<//>`;
}

/** The stderr of the first start task that failed, here and at once: it is what everybody looks for. */
function FailedStarts({ pool, nodes }) {
  const failed = nodes.states.indexOf("starttaskfailed");
  const first = failed < 0 ? -1 : nodes.state.indexOf(failed);
  if (first < 0) return null;
  const count = nodes.state.filter(state => state === failed).length;
  return html`<${FailedStart} key=${nodes.id[first]} pool=${pool} node=${nodes.id[first]} count=${count} />`;
}

function FailedStart({ pool, node, count }) {
  const source = useSource();
  const at = path("pools", pool.id, "nodes", node);
  const result = useData(async () => {
    const info = (await source.batch("GET", at)).startTaskInfo || {};
    const read = name => source.batchRaw(`${at}/files/startup/${name}`).then(answer => answer.text()).catch(() => "");
    return { info, stderr: await read("stderr.txt"), stdout: await read("stdout.txt") };
  }, [pool.id, node]);
  const { info, stderr, stdout } = result.data || { info: {}, stderr: "", stdout: "" };
  return html`<${Card} title=${`The start task failed on ${number(count)} ${count === 1 ? "node" : "nodes"}`} wide bad>
    <p>First of them: <a href=${`#/pools/${encodeURIComponent(pool.id)}/nodes/${encodeURIComponent(node)}`}>${node}</a>${info.exitCode === undefined ? "" : `, exit code ${info.exitCode}`}.
      ${info.failureInfo ? ` ${info.failureInfo.code}: ${info.failureInfo.message}` : ""}</p>
    <p><code>${pool.startTask && pool.startTask.commandLine}</code></p>
    <h3>stderr.txt</h3>${stderr ? html`<${Text} label="stderr of the start task">${stderr}<//>` : html`<${Nothing}>It is empty.<//>`}
    ${stdout && html`<h3>stdout.txt</h3><${Text} label="stdout of the start task">${stdout}<//>`}
    <p class="hint">When the cause is mended: reboot the nodes, which runs the start task again, or let the pool go and make it anew.</p>
  <//>`;
}

function Evaluation({ run }) {
  return html`<${Trouble} error=${run.error && { message: `${run.error.code}: ${run.error.message} ${(run.error.values || []).map(each => `${each.name}: ${each.value}`).join("; ")}` }} />
    <${Facts} of=${variables(run.results).map(({ name, value }) => [html`<code>${name}</code>`, html`<code>${value}</code>`])} />`;
}

function AutoScale({ pool }) {
  const source = useSource();
  const [formula, setFormula] = useState(pool.autoScaleFormula || "$TargetDedicatedNodes = min(10, $PendingTasks.GetSample(1));");
  const [tried, setTried] = useState(null);
  const at = path("pools", pool.id);
  const attempt = async () => setTried(await source.batch("POST", `${at}/evaluateautoscale`, { autoScaleFormula: formula }));
  return html`<${Card} title="Auto-scale">
    <${Facts} of=${[["Enabled", pool.enableAutoScale ? "yes" : "no"], ["Evaluated every", pool.autoScaleEvaluationInterval], ["Last evaluation", pool.autoScaleRun && time(pool.autoScaleRun.timestamp)]]} />
    ${pool.autoScaleRun && html`<${Evaluation} run=${pool.autoScaleRun} />`}
    <label class="field"><span>Formula</span><textarea rows="4" spellcheck=${false} value=${formula} onInput=${event => setFormula(event.target.value)}></textarea></label>
    <div class="actions">
      <${Action} run=${attempt} disabled=${!pool.enableAutoScale && "The service tries a formula only on a pool that has auto-scale enabled."}>Try it<//>
      <${Action} run=${() => source.batch("POST", `${at}/enableautoscale`, { autoScaleFormula: formula })} said="The formula decides from now on.">${pool.enableAutoScale ? "Use it" : "Enable with it"}<//>
      ${pool.enableAutoScale && html`<${Action} run=${() => source.batch("POST", `${at}/disableautoscale`)} said="Auto-scale is off.">Disable<//>`}
    </div>
    ${!pool.enableAutoScale && html`<p class="hint">The service tries a formula only on a pool that has auto-scale enabled.</p>`}
    ${tried && html`<h3>It would say at ${time(tried.timestamp)}</h3><${Evaluation} run=${tried} />`}
  <//>`;
}

function Nodes({ poolId, nodes }) {
  const source = useSource();
  const [state, setState] = useState("");
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState(new Set());
  const open = id => { location.hash = `#/pools/${encodeURIComponent(poolId)}/nodes/${encodeURIComponent(id)}`; };
  const counts = nodes.states.map(() => 0);
  nodes.state.forEach(each => counts[each]++);
  const shown = [];
  nodes.id.forEach((id, i) => {
    if ((!state || nodes.states[nodes.state[i]] === state) && id.includes(text)) shown.push(i);
  });
  const choose = (id, on) => setChosen(before => {
    const after = new Set(before);
    if (on) after.add(id);
    else after.delete(id);
    return after;
  });
  const each = async verb => {
    for (const id of chosen) await source.batch("POST", `${path("pools", poolId, "nodes", id)}/${verb}`, verb === "disablescheduling" ? {} : undefined);
    setChosen(new Set());
  };
  const remove = async () => {
    await source.batch("POST", `${path("pools", poolId)}/removenodes`, { nodeList: [...chosen] });
    setChosen(new Set());
  };
  const none = chosen.size === 0 && "Choose nodes in the table first.";
  return html`<${Card} title=${`Nodes (${number(nodes.id.length)})`} wide>
    ${nodes.id.length === 0 ? html`<${Nothing}>The pool has no nodes now.<//>` : html`
    <${HeatMap} nodes=${nodes} open=${open} />
    <div class="filters">
      <label>State <select value=${state} onChange=${event => setState(event.target.value)}><option value="">all</option>
        ${nodes.states.map((name, i) => html`<option value=${name}>${stateName(name)} (${number(counts[i])})</option>`)}</select></label>
      <label>Id <input type="search" value=${text} onInput=${event => setText(event.target.value)} /></label>
      <span class="actions" role="group" aria-label="What to do with chosen nodes">
        <${Action} small disabled=${none} run=${() => each("reboot")} said="They reboot.">Reboot<//>
        <${Action} small disabled=${none} run=${() => each("reimage")} said="They are reimaged.">Reimage<//>
        <${Action} small disabled=${none} run=${() => each("disablescheduling")} said="They take no tasks.">Disable scheduling<//>
        <${Action} small disabled=${none} run=${() => each("enablescheduling")} said="They take tasks.">Enable scheduling<//>
        <${Action} small danger disabled=${none} ask=${`Remove ${chosen.size} nodes from the pool?`} run=${remove} said="They leave the pool.">Remove<//>
      </span>
      <span class="hint" role="status">${number(shown.length)} shown, ${number(chosen.size)} chosen</span>
    </div>
    <${Grid} label="Nodes" phone="4.5rem 1fr 5rem" count=${shown.length} onSight=${() => {}} row=${index => shown[index]} rowKey=${i => nodes.id[i]} columns=${[
      { head: "Chosen", width: "4.5rem", phone: "2 / 1", cell: i => html`<input type="checkbox" aria-label=${`Choose ${nodes.id[i]}`} checked=${chosen.has(nodes.id[i])} onChange=${event => choose(nodes.id[i], event.target.checked)} />` },
      { head: "Node", width: "minmax(12rem, 2fr)", phone: "1 / 1 / 2 / -1", cell: i => html`<a href=${`#/pools/${encodeURIComponent(poolId)}/nodes/${encodeURIComponent(nodes.id[i])}`}>${nodes.id[i]}</a>` },
      { head: "State", width: "minmax(9rem, 1fr)", phone: "2 / 2", cell: i => html`<${State} state=${nodes.states[nodes.state[i]]} />` },
      { head: "Kind", width: "6rem", cell: i => (nodes.dedicated[i] ? "dedicated" : "spot") },
      { head: "Slots", width: "5rem", phone: "2 / 3", right: true, cell: i => `${nodes.slots[i]} / ${nodes.slotsPerNode}` },
      { head: "Tasks run", width: "6rem", right: true, cell: i => number(nodes.run[i]) },
    ]} />`}
  <//>`;
}
