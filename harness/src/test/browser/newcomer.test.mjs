// Somebody who has never seen it, and two questions: why does my task not run, and what did the start task say? On the way the
// pictures of the README are made.
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
