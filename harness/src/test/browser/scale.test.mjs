// A hundred thousand tasks and ten thousand nodes: what a person waits for, beside what they should wait for at most. On a machine
// that has other things to do a time says little, so what fails is only what no load explains.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessible, browse, MACHINE, open, serve } from "./server.mjs";

const TASKS = Number(process.env.TASKS || 100000);
const NODES = Number(process.env.NODES || 10000);
const SLACK = 20;
let server;
let eyes;
let page;
const measured = [];

function note(what, millis, limit) {
  measured.push({ what, "measured (ms)": Math.round(millis), "to be at most (ms)": limit });
  assert.ok(millis < limit * SLACK, `${what}: ${millis} ms`);
}

async function fill() {
  // Of one core, for an account has ten thousand cores.
  await server.batch("POST", "pools", { id: "large", ...MACHINE, vmSize: "standard_d1_v2", targetDedicatedNodes: NODES });
  await server.batch("POST", "pools", { id: "none", ...MACHINE, targetDedicatedNodes: 0 });
  await server.batch("POST", "jobs", { id: "many", poolInfo: { poolId: "none" } });
  const collections = [];
  for (let from = 0; from < TASKS; from += 100) collections.push(Array.from({ length: 100 }, (_, i) => ({ id: `task-${String(from + i).padStart(6, "0")}`, commandLine: "true" })));
  await Promise.all(Array.from({ length: 4 }, async () => {
    for (let next = collections.pop(); next; next = collections.pop()) await server.batch("POST", "jobs/many/addtaskcollection", { value: next });
  }));
  for (let i = 0; i < 20; i++) await server.batch("POST", `jobs/many/tasks/task-${String(i * 7).padStart(6, "0")}/terminate`);
  await server.call("POST", "control/clock/advance", { by: "PT10M" });
  await server.until("all nodes", "view/pools", pools => pools.find(pool => pool.id === "large").nodes.idle === NODES);
}

before(async () => {
  server = await serve("--virtual-time", "--latency", "instant");
  await server.call("POST", "control/clock/advance", { by: "PT1M" });
  const begun = performance.now();
  await fill();
  console.log(`made ${TASKS} tasks and ${NODES} nodes in ${Math.round(performance.now() - begun)} ms`);
  eyes = await browse();
  page = eyes.page;
  await page.goto(server.ready.portal);
  await page.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
});

after(async () => {
  console.table(measured);
  await eyes?.browser.close();
  await server?.stop();
});

/** Loads the page anew at a view, and says how long it took until something was there. */
async function firstView(hash, there) {
  await page.goto("about:blank");
  const begun = performance.now();
  await page.goto(server.base + hash);
  await there.waitFor();
  return performance.now() - begun;
}

/** The longest task of the page's thread while something is done. */
async function longestTask(act) {
  await page.evaluate(() => {
    window.longest = 0;
    window.observer = new PerformanceObserver(list => list.getEntries().forEach(entry => { window.longest = Math.max(window.longest, entry.duration); }));
    window.observer.observe({ type: "longtask" });
  });
  await act();
  return page.evaluate(() => {
    window.observer.disconnect();
    return window.longest;
  });
}

test("the table of tasks", async () => {
  note("tasks: first view", await firstView("#/jobs/many", page.getByRole("link", { name: "task-000001" })), 1500);
  await accessible(page, "many tasks");

  const state = page.getByLabel("State");
  await page.locator(`[data-matching='${TASKS}']`).waitFor();
  for (const [value, matching] of [["failed", 20], ["active", TASKS - 20], ["", TASKS]]) {
    const begun = performance.now();
    await state.selectOption(value);
    await page.locator(`[data-matching='${matching}']`).waitFor();
    note(`tasks: filter by state ${value || "all"}`, performance.now() - begun, 200);
  }
  const begun = performance.now();
  await page.getByLabel("Id or node").fill("999");
  await page.locator(`[data-matching='${matching999()}']`).waitFor();
  note("tasks: filter by text", performance.now() - begun, 200);
  await page.getByLabel("Id or node").fill("");
  await page.locator(`[data-matching='${TASKS}']`).waitFor();

  const sorted = performance.now();
  await page.getByRole("button", { name: "Task", exact: false }).first().click();
  await page.getByRole("link", { name: `task-${String(TASKS - 1).padStart(6, "0")}` }).waitFor();
  note("tasks: sort", performance.now() - sorted, 200);

  const box = page.getByRole("table", { name: /^Tasks/ });
  const longest = await longestTask(async () => {
    for (let i = 1; i <= 60; i++) {
      await box.evaluate((element, part) => { element.scrollTop = element.scrollHeight * part; }, i / 60);
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
    await page.getByRole("link", { name: "task-000000" }).waitFor();
  });
  note("tasks: longest task while scrolling through all", longest, 100);
  assert.ok(await page.locator(".grid-row").count() < 300, "only the rows in sight are there");
});

function matching999() {
  let count = 0;
  for (let i = 0; i < TASKS; i++) if (String(i).padStart(6, "0").includes("999")) count++;
  return count;
}

test("the map of nodes", async () => {
  note("nodes: first view", await firstView("#/pools/large", page.getByRole("application", { name: /^Map of / })), 1500);
  await accessible(page, "many nodes");
  const map = page.getByRole("application", { name: /^Map of / });
  await map.focus();
  const longest = await longestTask(async () => {
    for (let i = 0; i < 20; i++) await page.keyboard.press(i % 2 ? "ArrowRight" : "ArrowDown");
    await page.getByText(/idle, 0 of 1 slots/).waitFor();
  });
  note("nodes: longest task while moving on the map", longest, 100);
});

test("the timeline", async () => {
  const timeline = page.getByRole("application", { name: /^Timeline of pool large: / });
  note("timeline: first view", await firstView("#/timeline", timeline), 1500);
  await accessible(page, "a long timeline");
  const longest = await longestTask(async () => {
    for (let i = 0; i < 6; i++) await timeline.press(i < 3 ? "+" : "-");
    for (let i = 1; i <= 30; i++) {
      await page.locator(".timeline-rows").evaluate((element, part) => { element.scrollTop = element.scrollHeight * part; }, i / 30);
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
  });
  note("timeline: longest task while zooming and scrolling", longest, 100);
});

test("memory while much changes", async () => {
  await open(page, server.base, "#/jobs/many", "many");
  const session = await eyes.context.newCDPSession(page);
  const heap = async () => {
    await session.send("HeapProfiler.collectGarbage");
    return (await session.send("Runtime.getHeapUsage")).usedSize;
  };
  const before = await heap();
  const rounds = Number(process.env.ROUNDS || 100);
  for (let i = 0; i < rounds; i++) {
    await server.batch("POST", "jobs/many/tasks", { id: `more-${i}`, commandLine: "true" });
    await server.batch("DELETE", `jobs/many/tasks/more-${i}`);
  }
  const after = await heap();
  console.log(`heap of the page: ${(before / 1e6).toFixed(1)} MB before, ${(after / 1e6).toFixed(1)} MB after ${2 * rounds} changes`);
  assert.ok(after < before + 20e6, `from ${before} to ${after} bytes`);
  assert.deepEqual(eyes.problems, []);
});
