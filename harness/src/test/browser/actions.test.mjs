// Every action, as somebody with a mouse does it.
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { accessible, batchPath, open } from "./server.mjs";
import { stage } from "./stage.mjs";

let server;
let eyes;
let page;
let press;
let confirm;
let said;
let stop;

before(async () => {
  ({ server, eyes, page, press, confirm, said, stop } = await stage());
});

after(() => stop?.());

test("pools: resize, formula, nodes", async () => {
  await open(page, server.base, "#/pools/workers", "workers");
  await press("Resize…");
  await page.getByLabel("Dedicated nodes").fill("4");
  await press("Resize");
  await said("The pool is being resized.");
  const steady = () => server.until("a steady pool", "view/pools", pools => pools.find(pool => pool.id === "workers").allocation === "steady");
  await server.until("four nodes", "view/nodes?pool=workers", nodes => nodes.id.length === 4);
  await steady();

  await page.getByLabel("Formula").fill("$TargetDedicatedNodes = 4;");
  await press("Enable with it");
  await said("The formula decides from now on.");
  await page.getByRole("region", { name: "Auto-scale evaluations" }).getByText("$TargetDedicatedNodes = 4", { exact: true }).first().waitFor();
  await page.getByRole("img", { name: /^Size over time: 4 nodes of 4 now/ }).waitFor();
  await accessible(page, "a pool with a formula");
  await press("Try it");
  await page.getByText("It would say at").waitFor();
  await page.getByLabel("Formula").fill("$TargetDedicatedNodes = nonsense;");
  await press("Try it");
  await page.getByRole("alert").filter({ hasText: "nonsense" }).first().waitFor();
  await page.getByLabel("Formula").fill("$TargetDedicatedNodes = 2 + 2;");
  await press("Use it");
  await said("The formula decides from now on.");
  const resize = page.getByRole("button", { name: "Resize…", exact: true });
  assert.equal(await resize.getAttribute("title"), "Its formula decides: disable auto-scale first.");
  await press("Disable");
  await said("Auto-scale is off.");

  await steady();
  // Not the one that has the files of the task that failed, which are looked at later.
  const { nodeInfo } = JSON.parse(await server.call("GET", batchPath("jobs/work/tasks/fails")));
  const [node, other] = (await server.view("nodes?pool=workers")).id.filter(each => each !== nodeInfo.nodeId);
  await page.getByRole("checkbox", { name: `Choose ${node}` }).check();
  const group = page.getByRole("group", { name: "What to do with chosen nodes" });
  await press("Disable scheduling", group);
  await said("They take no tasks.");
  const nodeAt = batchPath(`pools/workers/nodes/${node}`);
  await server.until("no scheduling", nodeAt, each => each.schedulingState === "disabled");
  const chosen = () => page.getByRole("checkbox", { name: `Choose ${node}` }).check();
  const isBack = () => server.until("a node that is back", nodeAt, each => each.state === "idle");
  for (const [action, message] of [["Enable scheduling", "They take tasks."], ["Reboot", "They reboot."], ["Reimage", "They are reimaged."]]) {
    await chosen();
    await press(action, group);
    await said(message);
    await isBack();
  }
  await page.getByLabel("Id", { exact: true }).fill(node);
  await page.getByRole("table", { name: "Nodes, 1 rows" }).waitFor();
  await page.getByLabel("Id", { exact: true }).fill("");
  await page.getByRole("checkbox", { name: `Choose ${other}` }).check();
  await press("Remove", group);
  await press("Remove", page.getByRole("dialog"));
  await said("They leave the pool.");
  await server.until("three nodes", "view/nodes?pool=workers", nodes => nodes.id.length === 3);
  await steady();

  await page.goto(`${server.base}#/pools/workers/nodes/${node}`);
  await page.getByRole("heading", { level: 1, name: node }).waitFor();
  await accessible(page, "a node");
  await press("Disable scheduling…");
  await press("Disable", page.getByRole("dialog"));
  await said("It takes no tasks.");
  await press("Enable scheduling");
  await said("It takes tasks.");
  await press("Reboot");
  await said("It reboots.");
  await isBack();
  await press("Reimage");
  await said("It is reimaged.");
  await isBack();
  await confirm("Remove");
  await said("It leaves the pool.");
  await server.until("two nodes", "view/nodes?pool=workers", nodes => nodes.id.length === 2);

  await steady();
  const { number } = JSON.parse(await server.call("POST", "control/holds", { kind: "pool", owner: "workers", state: "resizing" }));
  await open(page, server.base, "#/pools/workers", "workers");
  await press("Resize…");
  await page.getByLabel("Dedicated nodes").fill("5");
  await press("Resize");
  await said("The pool is being resized.");
  // What the service refuses is said where it was asked, in its words.
  await press("Resize…");
  await press("Resize", page.getByRole("dialog"));
  await page.getByRole("dialog").getByRole("alert").getByText("PoolBeingResized").waitFor();
  await press("Cancel", page.getByRole("dialog"));
  await press("Stop the resize");
  await said("The resize stops.");
  await server.call("POST", "control/holds/release", { number });
  await steady();
  await open(page, server.base, "#/pools/broken", "broken");
  await confirm("Delete");
  await said("The pool is being deleted.");
  await server.until("one pool", "view/pools", pools => pools.length === 1);
});

test("jobs and tasks: filter, sort, terminate, reactivate, delete, refusals", async () => {
  await open(page, server.base, "#/jobs/work", "work");
  await page.getByLabel("State").selectOption("failed");
  await page.locator("[data-matching='1']").waitFor();
  await page.getByLabel("State").selectOption("");
  await page.getByLabel("Exit code").fill("!0");
  await page.locator("[data-matching='1']").waitFor();
  await page.getByLabel("Exit code").fill("");
  await page.getByLabel("Id or node").fill("HOST");
  await page.locator("[data-matching='1']").waitFor();
  await page.getByLabel("Id or node").fill("");
  await page.locator("[data-matching='3']").waitFor();
  await press("Exit");
  await page.getByRole("columnheader", { name: "Exit" }).and(page.locator("[aria-sort=ascending]")).waitFor();

  await open(page, server.base, "#/jobs/work/tasks/fails", "fails");
  await page.getByRole("region", { name: "Content of stderr.txt" }).getByText("broken words").waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download" }).click()]);
  assert.match(fs.readFileSync(await download.path(), "utf8"), /broken words/);
  await press("Reactivate");
  await said("The task is in the queue again.");
  await server.until("a second failure", batchPath("jobs/work/tasks/fails"), task => task.state === "completed");

  await open(page, server.base, "#/jobs/work/tasks/after", "after");
  await page.getByText("it waits for task fails, which failed with exit code 4").waitFor();
  await page.getByRole("region", { name: "Dependencies" }).getByRole("link", { name: /fails/ }).waitFor();
  await confirm("Terminate");
  await said("The task is terminated.");
  await confirm("Delete");
  await page.getByRole("heading", { level: 1, name: "work", exact: true }).waitFor();

  await press("Disable…");
  await press("Disable");
  await said("The job stops.");
  await press("Enable");
  await said("The job goes on.");
  await confirm("Terminate");
  await said("The job is being terminated.");
  await server.until("a completed job", batchPath("jobs/work"), job => job.state === "completed");
  await page.getByRole("button", { name: "Disable…" }).and(page.locator("[aria-disabled=true][title='The job is completed.']")).waitFor();
  await page.getByRole("button", { name: "Disable…" }).press("Enter");
  await said("The job is completed.");
  assert.equal(await page.getByRole("dialog").count(), 0);
  await confirm("Delete");
  await said("The job is being deleted.");
});

test("a running task's output is followed", async () => {
  await server.batch("POST", "jobs", { id: "talk", poolInfo: { poolId: "workers" } });
  await server.batch("POST", "jobs/talk/tasks", { id: "talks", commandLine: "/bin/sh -c 'i=0; while :; do i=$((i+1)); echo line $i; sleep 0.2; done'" });
  await server.until("a running task", batchPath("jobs/talk/tasks/talks"), task => task.state === "running");
  await open(page, server.base, "#/jobs/talk/tasks/talks", "talks");
  const text = page.getByRole("region", { name: "Content of stdout.txt" });
  await text.waitFor();
  const last = (await text.textContent()).trim().split("\n").length;
  await text.getByText(`line ${last + 3}`).waitFor();
  await page.getByRole("button", { name: "stderr.txt", exact: true }).click();
  await page.getByText("It is empty.").waitFor();
  await page.getByRole("button", { name: "stdout.txt", exact: true }).click();
  await confirm("Terminate");
  await page.getByText("TaskEnded").first().waitFor();
});

test("storage: make, upload in blocks, preview, sign, delete", async () => {
  const account = server.ready.storageAccount;
  await open(page, server.base, `#/storage/${account}`, account);
  await press("New container…");
  await page.getByLabel("Name").fill("uploads");
  await press("Create");
  await page.getByRole("link", { name: "uploads" }).click();
  await page.getByRole("heading", { level: 1, name: "uploads" }).waitFor();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "portal-"));
  const large = Buffer.alloc(9 * 1024 * 1024, "words ");
  fs.writeFileSync(path.join(folder, "large.bin"), large);
  fs.writeFileSync(path.join(folder, "a b+c.json"), '{"one":1}');
  await page.getByLabel("Upload files").setInputFiles(["large.bin", "a b+c.json"].map(name => path.join(folder, name)));
  await said("large.bin is uploaded.");
  await said("a b+c.json is uploaded.");
  await press("a b+c.json");
  await page.getByText('"one": 1').waitFor();
  await press("Copy a SAS…");
  await press("Copy");
  await said("The URL is copied.");
  const url = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(await (await fetch(url)).text(), '{"one":1}');
  fs.rmSync(folder, { recursive: true });
  await press("large.bin");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download" }).click()]);
  assert.ok(fs.readFileSync(await download.path()).equals(large));
  await confirm("Delete");
  await said("The blob is deleted.");
  await open(page, server.base, `#/storage/${account}/stuff`, "stuff");
  await page.getByRole("link", { name: "deep/" }).click();
  await page.getByRole("link", { name: "er/" }).click();
  await press("data.json");
  await page.getByText('"b": true').waitFor();
  await open(page, server.base, `#/storage/${account}`, account);
  await page.getByRole("row", { name: /uploads/ }).getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await said("The container is deleted.");
});

test("the clock, the connection string, a reset", async () => {
  await open(page, server.base, "#/", "Overview");
  await press("Copy the connection string");
  await said("Copied.");
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), server.ready.connectionString);
  await press("Copy the Batch key");
  await said("Copied.");
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), server.ready.key);
  await page.getByLabel("Colours").selectOption("dark");
  await page.waitForFunction(() => getComputedStyle(document.documentElement).colorScheme === "dark");
  await page.getByLabel("Colours").selectOption("auto");
  await confirm("Make time virtual");
  await press("Advance…");
  await page.getByLabel("By").fill("an hour");
  await press("Advance");
  await page.getByRole("dialog").getByRole("alert").getByText("PT1H30M").waitFor();
  const before = (await server.view("overview")).now;
  await page.getByLabel("By").fill("1 d 30 min");
  await press("Advance");
  await said("It is ");
  assert.ok((await server.view("overview")).now - before >= 86400000);
  await press("To the next event");
  await press("Skip ahead by itself");
  await said("Time skips ahead");
  await confirm("Reset");
  await said("All accounts are empty.");
  await page.getByText("No pools and no jobs yet.").waitFor();
  assert.deepEqual(eyes.problems, []);
});
