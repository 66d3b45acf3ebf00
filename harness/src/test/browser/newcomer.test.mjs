// Somebody who has never seen it, and two questions: why does my task not run, and what did the start task say? On the way the
// pictures of the README are made. Then the same without a mouse.
import assert from "node:assert/strict";
import fs from "node:fs";
import { after, before, test } from "node:test";
import { browse, MACHINE, serve } from "./server.mjs";

let server;
let eyes;
let page;

async function picture(name) {
  fs.mkdirSync(process.env.SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: `${process.env.SCREENSHOTS}/portal-${name}.png` });
}

before(async () => {
  server = await serve();
  await server.batch("POST", "pools", { id: "workers", ...MACHINE, targetDedicatedNodes: 4, taskSlotsPerNode: 2 });
  await server.batch("POST", "pools", { id: "gpu", ...MACHINE, targetDedicatedNodes: 3, startTask: { commandLine: "/bin/sh -c 'echo looking for the model; echo /data/model.bin: No such file >&2; exit 3'", waitForSuccess: true } });
  await server.batch("POST", "jobs", { id: "nightly", poolInfo: { poolId: "workers" }, usesTaskDependencies: true });
  await server.batch("POST", "jobs", { id: "training", poolInfo: { poolId: "gpu" } });
  await server.batch("POST", "jobs/training/tasks", { id: "epoch-1", commandLine: "/bin/true" });
  await server.batch("POST", "jobs/nightly/tasks", { id: "split", commandLine: "/bin/sh -c 'echo 6 parts'" });
  for (let i = 1; i <= 6; i++) await server.batch("POST", "jobs/nightly/tasks", { id: `count-${i}`, commandLine: i === 4 ? "/bin/sh -c 'echo part 4 is not UTF-8 >&2; exit 2'" : "/bin/sh -c 'echo counted'", dependsOn: { taskIds: ["split"] } });
  await server.batch("POST", "jobs/nightly/tasks", { id: "merge", commandLine: "/bin/sh -c 'cat part-* >all'", dependsOn: { taskIds: ["count-1", "count-2", "count-3", "count-4", "count-5", "count-6"] } });
  await server.until("the end of the counts", "view/tasks?job=nightly&state=failed,succeeded", tasks => tasks.matching === 7);
  await server.until("the failures of the start task", "view/pools", pools => pools.some(pool => pool.startTaskFailed === 3));
  eyes = await browse({ viewport: { width: 1280, height: 720 } });
  page = eyes.page;
});

after(async () => {
  await eyes?.browser.close();
  await server?.stop();
});

test("why does merge not run?", async () => {
  await page.goto(server.ready.portal);
  const trouble = page.getByRole("region", { name: "What is in the way" });
  await trouble.getByText("task merge: it waits for task count-4, which failed with exit code 2").waitFor();
  await trouble.getByRole("link", { name: /^node tvmps_.*…/ }).first().waitFor();
  await picture("overview");
  await trouble.getByRole("link", { name: "task merge", exact: true }).click();
  await page.getByRole("heading", { level: 2, name: "Why it is not running" }).waitFor();
  await page.getByRole("region", { name: "Dependencies" }).getByRole("link", { name: /count-4/ }).waitFor();
  await picture("task");
  await page.getByRole("region", { name: "Dependencies" }).getByRole("link", { name: /count-4/ }).click();
  await page.getByRole("region", { name: "Content of stderr.txt" }).getByText("part 4 is not UTF-8").waitFor();
});

test("what did the start task say?", async () => {
  await page.getByRole("link", { name: "Overview" }).click();
  await page.getByRole("link", { name: "Pool gpu", exact: true }).click();
  await page.getByRole("heading", { level: 2, name: "The start task failed on 3 nodes" }).waitFor();
  await page.getByRole("region", { name: "stderr of the start task" }).getByText("/data/model.bin: No such file").waitFor();
  await picture("pool");
});

test("from a task that does not run to what keeps it", async () => {
  await server.batch("POST", "jobs/nightly/tasks", { id: "wide", commandLine: "true", requiredSlots: 4 });
  await server.batch("POST", "jobs", { id: "lost", poolInfo: { poolId: "ghost" } });
  await server.batch("POST", "jobs/lost/tasks", { id: "never", commandLine: "true" });
  await page.getByRole("navigation", { name: "Views" }).getByRole("link", { name: "Jobs" }).click();
  await page.getByRole("row", { name: /lost/ }).getByText("pool ghost does not exist").waitFor();
  await page.getByRole("link", { name: "nightly", exact: true }).click();
  await page.getByRole("region", { name: "What it waits for" }).getByText("task wide: it needs 4 slots, and the nodes of pool workers have 2").waitFor();
  await page.getByRole("navigation", { name: "Views" }).getByRole("link", { name: "Jobs" }).click();
  await page.getByRole("link", { name: "training", exact: true }).click();
  await page.getByRole("link", { name: "epoch-1", exact: true }).click();
  await page.getByRole("region", { name: "Why it is not running" }).getByRole("link", { name: "pool gpu" }).first().click();
  await page.getByRole("region", { name: "stderr of the start task" }).getByText("/data/model.bin: No such file").waitFor();
  assert.deepEqual(eyes.problems, []);
});

/** What has the focus, by the name that a screen reader says, and whether one sees that it has it. */
function focused() {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  const label = element.getAttribute("aria-label") || (element.labels && element.labels.length > 0 ? element.labels[0].textContent : element.textContent);
  return { name: label.trim(), kind: element.localName, seen: element === document.body || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1) };
}

async function tabTo(wanted, key = "Tab") {
  const passed = [];
  for (let i = 0; i < 200; i++) {
    await page.keyboard.press(key);
    const at = await page.evaluate(focused);
    assert.ok(at.seen, `one does not see that ${at.kind} ${at.name} has the focus`);
    if (wanted.test(at.name)) return;
    passed.push(at.name.slice(0, 40));
  }
  assert.fail(`${wanted} is not reached by ${key}, only ${passed.join(" | ")}`);
}

/** Goes to a view by its name, and waits for its data. */
async function walkTo(view, heading) {
  await tabTo(view, "Shift+Tab");
  await page.keyboard.press("Enter");
  await at(heading);
}

/** Where somebody has come to, a new page's heading has the focus. */
async function at(heading) {
  await page.waitForFunction(text => document.activeElement.localName === "h1" && document.activeElement.textContent === text, heading);
  await page.waitForFunction(() => !document.body.textContent.includes("Loading…"));
}

/** Something changes, the page is drawn anew, and what had the focus has it. */
async function stays(name, view, change) {
  const drawn = page.waitForResponse(answer => answer.url().includes(view));
  await change();
  await (await drawn).finished();
  await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
  assert.match((await page.evaluate(focused)).name, name);
}

test("all of it without a mouse", async () => {
  let changes = 0;
  const change = () => server.batch("PATCH", "pools/workers", { metadata: [{ name: "round", value: String(changes++) }] });
  await page.goto("about:blank");
  await page.goto(server.base);
  await page.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
  await tabTo(/^To the content$/);
  await page.keyboard.press("Enter");
  await at("Overview");
  await tabTo(/^task merge$/);
  await stays(/^task merge$/, "view/overview", change);
  await page.keyboard.press("Enter");
  await at("merge");
  await page.getByRole("region", { name: "Why it is not running" }).getByText("which failed with exit code 2").waitFor();
  await stays(/^merge$/, "view/why", change);

  await walkTo(/^Pools$/, "Pools");
  await tabTo(/^gpu$/);
  await stays(/^gpu$/, "view/pools", change);
  await page.keyboard.press("Enter");
  await at("gpu");
  await page.getByRole("region", { name: "stderr of the start task" }).getByText("/data/model.bin: No such file").waitFor();
  await tabTo(/No such file|^stderr of the start task$/);

  await walkTo(/^Jobs$/, "Jobs");
  await tabTo(/^nightly$/);
  await page.keyboard.press("Enter");
  await at("nightly");
  await tabTo(/^State/);
  await page.keyboard.press("End");
  await page.locator("[data-matching='1']").waitFor();
  await tabTo(/^Exit code/);
  await page.keyboard.type("!0");
  await page.locator("[data-matching='1']").waitFor();
  await stays(/^Exit code/, "view/tasks", change);
  await tabTo(/^count-4$/);
  await stays(/^count-4$/, "view/tasks", change);

  await walkTo(/^Timeline$/, "Timeline");
  await tabTo(/^Timeline of pool workers/);
  const before = (await page.evaluate(focused)).name;
  await page.keyboard.press("+");
  await page.waitForFunction(label => document.activeElement.getAttribute("aria-label") !== label, before);
  await stays(/^Timeline of pool workers/, "view/history", change);

  await walkTo(/^Faults$/, "Faults and hold points");
  await tabTo(/^Argument of busy/);
  await page.keyboard.type("1");
  await tabTo(/^Switch on$/);
  await page.keyboard.press("Enter");
  await page.getByRole("row", { name: /^busy=1/ }).waitFor();
  await stays(/^Switch on$/, "control/faults", change);
  await tabTo(/^End$/, "Shift+Tab");
  await page.keyboard.press("Enter");
  await page.getByText("None: everything goes as well as it can.").waitFor();
  await page.waitForFunction(() => document.activeElement.textContent === "Faults that are on");
  assert.ok((await page.evaluate(focused)).seen);
  assert.deepEqual(eyes.problems, []);
});
