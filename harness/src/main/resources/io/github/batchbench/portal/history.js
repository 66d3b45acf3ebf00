/** What a run was: its places in a row of a history are named by the history itself. */
function runs(json) {
  const at = Object.fromEntries(json.runNames.map((name, index) => [name, index]));
  return json.runs.map(row => ({
    node: json.nodeIds[row[at.node]], slot: row[at.slot], slots: row[at.slots], job: json.jobIds[row[at.job]], task: row[at.task],
    placed: row[at.placed], started: row[at.started], ended: row[at.ended], ending: row[at.ending], exitCode: row[at.exitCode],
    failure: row[at.failure], retries: row[at.retries],
  }));
}

/**
 * What is known of the past: nodes by their ids with the runs on each by the time of their beginning, and pools. What came later is
 * added to what was known before.
 */
export function readHistory(json, before) {
  const same = before && before.start === json.start;
  const nodes = same ? before.nodes : new Map();
  for (const each of json.nodes) {
    const known = nodes.get(each.id);
    nodes.set(each.id, { ...each, byKey: known ? known.byKey : new Map(), runs: known ? known.runs : [] });
  }
  const touched = new Set();
  for (const run of runs(json)) {
    const node = nodes.get(run.node);
    if (!node) continue;
    node.byKey.set(`${run.placed} ${run.slot} ${run.job} ${run.task}`, run);
    touched.add(node);
  }
  touched.forEach(node => {
    node.runs = [...node.byKey.values()].sort((a, b) => a.placed - b.placed);
  });
  return { start: json.start, now: json.now, revision: json.revision, dropped: json.dropped, pools: json.pools, nodes };
}

/** The state of a run as pages show states. */
export function runState(run) {
  return { none: run.started === null ? "preparing" : "running", succeeded: "succeeded", failed: "failed", interrupted: "preempted" }[run.ending];
}

/** The place of the last of sorted values that is not after one, or -1. */
export function lastUntil(values, wanted, value) {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value(values[middle]) <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
