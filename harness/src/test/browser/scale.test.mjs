// A hundred thousand tasks and ten thousand nodes: all of them are there, and the page holds only what is in sight. How long it takes
// is measured by times.mjs.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { having, NODES, RUNS, serveMany, taskId, TASKS, TERMINATED } from "./large.mjs";
import { accessible, browse, open } from "./server.mjs";

let server;
let eyes;
let page;

before(async () => {
  server = await serveMany();
  eyes = await browse();
  page = eyes.page;
  await page.goto(server.ready.portal);
  await page.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
});

after(async () => {
  await eyes?.browser.close();
  await server?.stop();
});

const matching = count => page.locator(`[data-matching='${count}']`).waitFor();

test("the table of tasks", async () => {
  await open(page, server.base, "#/jobs/many", "many");
  await page.getByRole("link", { name: "task-000001" }).waitFor();
  await accessible(page, "many tasks");
  await matching(TASKS);
  for (const [state, count] of [["failed", TERMINATED], ["active", TASKS - TERMINATED], ["", TASKS]]) {
    await page.getByLabel("State").selectOption(state);
    await matching(count);
  }
  await page.getByLabel("Id or node").fill("999");
  await matching(having("999"));
  await page.getByLabel("Id or node").fill("");
  await matching(TASKS);
  await page.getByRole("button", { name: "Task", exact: true }).click();
  await page.getByRole("link", { name: taskId(TASKS - 1) }).waitFor();
  const box = page.getByRole("table", { name: /^Tasks/ });
  for (const part of [0.3, 0.7, 1]) {
    await box.evaluate((element, share) => { element.scrollTop = element.scrollHeight * share; }, part);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  // The focus does not go to another task when the row that has it is scrolled away.
  await page.getByRole("link", { name: taskId(0) }).focus();
  await box.evaluate(element => { element.scrollTop = 0; });
  await page.getByRole("link", { name: taskId(TASKS - 1) }).waitFor();
  await page.waitForFunction(() => document.activeElement.textContent === "Tasks");
  assert.ok(await page.locator(".grid-row").count() < 300, "only the rows in sight are there");
});

test("the map of nodes", async () => {
  await open(page, server.base, "#/pools/large", "large");
  const map = page.getByRole("application", { name: `Map of ${NODES.toLocaleString("en-US")} nodes` });
  await accessible(page, "many nodes");
  await map.focus();
  for (let i = 0; i < 20; i++) await page.keyboard.press(i % 2 ? "ArrowRight" : "ArrowDown");
  await page.getByText(/idle, 0 of 1 slots/).waitFor();
});

test("the timeline", async () => {
  await open(page, server.base, "#/timeline", "Timeline");
  const counts = `${NODES.toLocaleString("en-US")} nodes, ${RUNS.toLocaleString("en-US")} tasks on them`;
  const timeline = page.getByRole("application", { name: new RegExp(`^Timeline of pool large: ${counts}`) });
  await timeline.waitFor();
  await accessible(page, "a long timeline");
  for (let i = 0; i < 6; i++) await timeline.press(i < 3 ? "+" : "-");
  await page.locator(".timeline-rows").evaluate(element => { element.scrollTop = element.scrollHeight; });
});

test("memory while much changes", async () => {
  await open(page, server.base, "#/jobs/many", "many");
  const session = await eyes.context.newCDPSession(page);
  const heap = async () => {
    await session.send("HeapProfiler.collectGarbage");
    return (await session.send("Runtime.getHeapUsage")).usedSize;
  };
  const start = await heap();
  for (let i = 0; i < 100; i++) {
    await server.batch("POST", "jobs/many/tasks", { id: `more-${i}`, commandLine: "true" });
    await server.batch("DELETE", `jobs/many/tasks/more-${i}`);
  }
  await matching(TASKS);
  const end = await heap();
  assert.ok(end < start + 20e6, `from ${start} to ${end} bytes`);
  assert.deepEqual(eyes.problems, []);
});
