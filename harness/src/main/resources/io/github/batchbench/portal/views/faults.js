import { html, useData, useEvery, useSource, useState } from "../core.js";
import { Action, Card, Loading, Page, Table, Trouble } from "../widgets.js";
import { isoDuration, number } from "../format.js";

const STATES = {
  task: ["active", "preparing", "running"],
  node: ["creating", "starting", "waitingforstarttask", "idle", "running", "rebooting", "reimaging", "leavingpool"],
  pool: ["resizing", "stopping", "deleting"],
};

/** What is asked for with a fault, by the form of its argument, as a person would be asked. */
const ARGUMENTS = {
  "N": "a number",
  "[N]": "a number, or empty",
  "[EXITCODE]": "a number, or empty",
  "DURATION": "5 s",
  "CODE": "AllocationFailed",
  "FAMILY:N": "standardDSv3Family:8",
  "CONTAINER[/BLOB]": "container/blob",
  "CONTAINER": "container",
};

export function Faults() {
  const source = useSource();
  const result = useData(async () => {
    const [faults, holds] = await Promise.all([source.control("faults"), source.control("holds")]);
    return { ...faults, holds };
  }, []);
  // A fault strikes requests that only read, too, and nobody tells of them.
  useEvery(result.data && result.data.on.length > 0 ? 1500 : 0, result.reload);
  if (!result.data) return html`<${Page} title="Faults and hold points"><${Loading} result=${result} /><//>`;
  const { known, on, holds } = result.data;
  return html`<${Page} title="Faults and hold points">
    <${Trouble} error=${result.error} />
    <div class="beside aside">
    <div class="on-top"><${Card} title="Faults that are on" wide>
      <${Table} label="Faults that are on" rows=${on} rowKey=${each => each.number} empty="None: everything goes as well as it can." columns=${[
        { head: "Fault", cell: each => html`<code>${each.name}</code>` },
        { head: "Struck", right: true, cell: each => number(each.count) },
        { head: "", cell: each => html`<${Action} small run=${() => source.control("faults/end", { number: each.number })} said=${`${each.name} is over.`}>End<//>` },
      ]} />
    <//></div>
    <${Card} title="Switch one on" wide>
      <p class="hint">Faults are for clients: what this page asks is not struck.</p>
      <${Table} label="Faults there are" rows=${known} rowKey=${each => each.name} empty="" columns=${[
        { head: "Fault", cell: each => html`<code>${each.name}</code>` },
        { head: "What it does", cell: each => each.effect },
        { head: "", cell: each => html`<${Switch} fault=${each} />` },
      ]} />
    <//>
    </div>
    <${Holds} holds=${holds} />
  <//>`;
}

/** Who switches on what is on already begins it anew: there are not two of them. */
function Switch({ fault }) {
  const source = useSource();
  const [argument, setArgument] = useState("");
  const optional = fault.argument === "" || fault.argument.startsWith("[");
  const asked = ARGUMENTS[fault.argument] || fault.argument;
  const switchOn = async () => {
    const value = fault.argument === "DURATION" ? isoDuration(argument) : argument;
    const name = value ? `${fault.name}=${value}` : fault.name;
    const { on } = await source.control("faults");
    for (const same of on.filter(each => each.name === name)) await source.control("faults/end", { number: same.number });
    await source.control("faults", { fault: name });
    return name;
  };
  return html`<span class="actions nowrap">
    ${fault.argument && html`<input class="argument" aria-label=${`Argument of ${fault.name}: ${fault.argument}`} placeholder=${asked} title=${asked} value=${argument} onInput=${event => setArgument(event.target.value)} />`}
    <${Action} small disabled=${!optional && argument === "" && `Say first how: ${asked}.`} run=${switchOn} said=${name => `${name} is on.`}
      slow="The first fault takes some seconds: what plays it is being started.">Switch on<//>
  </span>`;
}

function Holds({ holds }) {
  const source = useSource();
  const [kind, setKind] = useState("task");
  const [owner, setOwner] = useState("");
  const [id, setId] = useState("");
  const [state, setState] = useState("");
  /** What was said of one kind says nothing of another. */
  const choose = other => {
    setKind(other);
    setOwner("");
    setId("");
    setState("");
  };
  const owners = { task: "Job", node: "Pool", pool: "Pool" };
  const ids = { task: "Task (empty for all)", node: "Node (empty for all)" };
  return html`<${Card} title="Hold points" wide>
    <p class="hint">A task, a node or a pool stays in a state, which clients see, until it is let go. Step lets go what is held now.</p>
    <${Table} label="Hold points" rows=${holds} rowKey=${each => each.number} empty="None is set here." columns=${[
      { head: "What", cell: each => `${each.kind} ${each.owner}${each.id ? ` / ${each.id}` : each.kind === "pool" ? "" : " / all"}` },
      { head: "In state", cell: each => each.state || "every one" },
      { head: "Held now", right: true, cell: each => number(each.size) },
      { head: "", cell: each => html`<span class="actions nowrap"><${Action} small disabled=${each.size === 0 && "Nothing is held now."} run=${() => source.control("holds/step", { number: each.number })} said="Let go what was held.">Step<//>
        <${Action} small run=${() => source.control("holds/release", { number: each.number })} said="The hold point is gone.">Release<//></span>` },
    ]} />
    <h3>Set one</h3>
    <div class="filters">
      <label>Hold <select value=${kind} onChange=${event => choose(event.target.value)}><option value="task">tasks</option><option value="node">nodes</option><option value="pool">a pool</option></select></label>
      <label>${owners[kind]} <input value=${owner} onInput=${event => setOwner(event.target.value)} /></label>
      ${ids[kind] && html`<label>${ids[kind]} <input value=${id} onInput=${event => setId(event.target.value)} /></label>`}
      <label>In state <select value=${state} onChange=${event => setState(event.target.value)}><option value="">every one</option>${STATES[kind].map(each => html`<option>${each}</option>`)}</select></label>
      <${Action} disabled=${!owner && `Say first of which ${owners[kind].toLowerCase()}.`} run=${() => source.control("holds", { kind, owner, id: kind === "pool" ? "" : id, state })} said="The hold point is set.">Set<//>
    </div>
  <//>`;
}
