function nodes({ nodes: of, words }) {
  return of.id.map((id, i) => {
    const states = of.states[i];
    for (let at = 1; at < states.length; at += 2) states[at] = words[states[at]];
    return { id, pool: words[of.pool[i]], dedicated: of.dedicated[i], slots: of.slots[i], gone: of.gone[i], states, runs: [] };
  });
}

const NONE = [];

function runs({ runs: of, words }) {
  return of.task.map((task, i) => ({
    node: words[of.node[i]], slot: of.slot[i], slots: of.slots[i], job: words[of.job[i]], task,
    placed: of.placed[i], started: of.started[i], ended: of.ended[i], ending: words[of.ending[i]], exitCode: of.exitCode[i],
    failure: of.failure[i] === null ? null : words[of.failure[i]], retries: of.retries[i] || NONE,
  }));
}

/** Adds to the runs of a node what is new; what is over does not change. They stay in the order of their beginning. */
function add(all, run) {
  let place = all.length;
  while (place > 0 && all[place - 1].placed > run.placed) place--;
  for (let i = place - 1; i >= 0 && all[i].placed === run.placed; i--) {
    if (all[i].slot === run.slot && all[i].ended === null) {
      all[i] = run;
      return;
    }
  }
  all.splice(place, 0, run);
}

/**
 * What is known of the past: nodes by their ids with the runs on each by the time of their beginning, and pools. What came later is
 * added to what was known before. The states of a node are moments, each with its state behind it.
 */
export function readHistory(json, before) {
  const same = before && before.start === json.start;
  const known = same ? before.nodes : new Map();
  for (const node of nodes(json)) {
    const old = known.get(node.id);
    if (old) node.runs = old.runs;
    known.set(node.id, node);
  }
  for (const run of runs(json)) {
    const node = known.get(run.node);
    if (node) add(node.runs, run);
  }
  return { start: json.start, now: json.now, revision: json.revision, dropped: json.dropped, pools: json.pools, nodes: known };
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
