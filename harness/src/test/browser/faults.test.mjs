// Faults and hold points: all that can be switched on here is, it says how often it struck, and what is held goes on step by step.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { batchPath, open } from "./server.mjs";
import { stage } from "./stage.mjs";

let server;
let eyes;
let page;
let press;
let said;
let stop;
let on;
let held;

before(async () => {
  ({ server, eyes, page, press, said, stop } = await stage());
  on = page.getByRole("table", { name: "Faults that are on" });
  held = page.getByRole("table", { name: "Hold points" });
});

after(() => stop?.());

const known = name => page.getByRole("table", { name: "Faults there are" }).getByRole("row", { name: new RegExp(`^${name} `) });
const isOn = fault => on.getByRole("row").filter({ has: page.getByText(fault, { exact: true }) });

async function end(fault) {
  await press("End", isOn(fault));
  await said(`${fault} is over.`);
  await isOn(fault).waitFor({ state: "detached" });
}

test("a fault strikes clients, and says how often", async () => {
  await open(page, server.base, "#/faults", "Faults and hold points");
  await known("busy").getByRole("textbox").fill("2");
  await press("Switch on", known("busy"));
  await said("busy=2 is on.");
  for (let times = 1; times <= 2; times++) {
    assert.equal((await fetch(`${server.ready.batchEndpoint}/pools?api-version=2025-06-01`)).status, 503);
    await isOn("busy=2").getByRole("cell", { name: `${times}`, exact: true }).waitFor();
  }
  await end("busy=2");
});

test("a fault is on once, and takes a duration as people write it", async () => {
  await open(page, server.base, "#/faults", "Faults and hold points");
  const switchOn = known("slow").getByRole("button", { name: "Switch on" });
  await switchOn.press("Enter");
  await said("Say first how: 5 s.");
  await known("slow").getByRole("textbox").fill("1 ms");
  for (let i = 0; i < 2; i++) {
    await switchOn.click();
    await said("slow=PT0.001S is on.");
  }
  // The first answer may be one to an earlier question.
  for (let i = 0; i < 2; i++) await (await page.waitForResponse(answer => answer.url().includes("control/faults?"))).finished();
  await isOn("slow=PT0.001S").waitFor();
  assert.equal(await isOn("slow=PT0.001S").count(), 1);
  await end("slow=PT0.001S");
  await known("slow").getByRole("textbox").fill("soon");
  await switchOn.click();
  await said("soon");
});

test("a fault that takes long to switch on says so, and is not switched on twice", async () => {
  let asked = 0;
  let goOn;
  const held = new Promise(resolve => { goOn = resolve; });
  const faults = url => url.pathname.endsWith("/api/control/faults");
  await page.route(faults, async route => {
    if (route.request().method() === "POST") {
      asked++;
      await held;
    }
    await route.continue();
  });
  const switchOn = known("stale-counts").getByRole("button", { name: "Switch on" });
  await switchOn.click();
  await said("The first fault takes some seconds: what plays it is being started.");
  await switchOn.and(page.locator("[aria-busy=true][aria-disabled=true]")).waitFor();
  await switchOn.press("Enter");
  goOn();
  await said("stale-counts is on.");
  await switchOn.and(page.locator("[aria-busy]")).waitFor({ state: "detached" });
  await page.unroute(faults);
  assert.equal(asked, 1);
  await end("stale-counts");
});

test("every fault that is offered can be switched on, and ended", async () => {
  await server.blob("PUT", "doomed?restype=container");
  const all = [];
  for (const { name, argument } of JSON.parse(await server.call("GET", "control/faults")).known) {
    const asked = argument && await known(name).getByRole("textbox").getAttribute("placeholder");
    const value = asked.startsWith("a number") ? "1" : asked === "container" ? "doomed" : asked;
    if (argument) await known(name).getByRole("textbox").fill(value);
    await press("Switch on", known(name));
    all.push(value ? `${name}=${value === "5 s" ? "PT5S" : value}` : name);
    await said(`${all.at(-1)} is on.`);
  }
  assert.ok(all.length > 20, `${all}`);
  for (const fault of all) await end(fault);
});

test("every state that is offered can be held", async () => {
  await open(page, server.base, "#/faults", "Faults and hold points");
  const states = page.getByRole("combobox", { name: /^In state/ });
  for (const [kind, owner] of [["task", "Job"], ["node", "Pool"], ["pool", "Pool"]]) {
    await page.getByRole("combobox", { name: /^Hold/ }).selectOption(kind);
    await page.getByLabel(owner, { exact: true }).fill("nowhere");
    for (const state of await states.locator("option").evaluateAll(options => options.map(option => option.value))) {
      await states.selectOption(state);
      await press("Set");
      await said("The hold point is set.");
      await held.getByRole("row", { name: new RegExp(`^${kind} nowhere.* ${state || "every one"} 0`) }).waitFor();
      await press("Release", held);
      await said("The hold point is gone.");
      await page.getByText("None is set here.").waitFor();
    }
  }
});

/** Chooses what is to be held, and sets it. */
async function hold(kind, owner, name, id, state) {
  await page.getByRole("combobox", { name: /^Hold/ }).selectOption(kind);
  await page.getByLabel(owner, { exact: true }).fill(name);
  if (id) await page.getByLabel(/\(empty for all\)/).fill(id);
  await page.getByRole("combobox", { name: /^In state/ }).selectOption(state);
  await press("Set");
  await said("The hold point is set.");
  return held.getByRole("row", { name: new RegExp(`^${kind} ${name}`) });
}

const holds = (row, count) => row.getByRole("cell", { name: `${count}`, exact: true }).waitFor();

async function release(row) {
  await press("Release", row);
  await said("The hold point is gone.");
  await row.waitFor({ state: "detached" });
}

test("a task is held, and goes on by steps", async () => {
  // What was said of pools is not said of jobs.
  await page.getByRole("combobox", { name: /^Hold/ }).selectOption("task");
  await page.getByRole("button", { name: "Set", exact: true }).press("Enter");
  await said("Say first of which job.");
  const row = await hold("task", "Job", "held", "t", "");
  await row.getByRole("button", { name: "Step" }).press("Enter");
  await said("Nothing is held now.");
  await server.batch("POST", "jobs", { id: "held", poolInfo: { poolId: "workers" } });
  await server.batch("POST", "jobs/held/tasks", { id: "free", commandLine: "true" });
  await server.batch("POST", "jobs/held/tasks", { id: "t", commandLine: "true" });
  const task = id => batchPath(`jobs/held/tasks/${id}`);
  await server.until("a task that nothing holds", task("free"), each => each.state === "completed");
  for (const state of ["active", "preparing", "running"]) {
    await server.until(`a task that is ${state}`, task("t"), each => each.state === state);
    await holds(row, 1);
    await press("Step", row);
    await said("Let go what was held.");
  }
  await server.until("a task that is let go", task("t"), each => each.state === "completed");
  await release(row);
});

test("nodes and a pool are held", async () => {
  const pool = condition => server.until("the pool", "view/pools", pools => condition(pools.find(each => each.id === "workers")));
  const resize = count => server.batch("POST", "pools/workers/resize", { targetDedicatedNodes: count, targetLowPriorityNodes: 0 });
  await pool(each => each.allocation === "steady");
  const nodes = await hold("node", "Pool", "workers", "", "starting");
  await resize(4);
  await holds(nodes, 1);
  await pool(each => each.nodes.starting === 1);
  await press("Step", nodes);
  await said("Let go what was held.");
  await pool(each => each.nodes.idle === 4 && each.allocation === "steady");
  await release(nodes);
  const whole = await hold("pool", "Pool", "workers", "", "resizing");
  await resize(5);
  await holds(whole, 1);
  await pool(each => each.allocation === "resizing" && each.current.dedicated === 4);
  await press("Step", whole);
  await said("Let go what was held.");
  await pool(each => each.nodes.idle === 5);
  await release(whole);
  assert.deepEqual(eyes.problems, []);
});
