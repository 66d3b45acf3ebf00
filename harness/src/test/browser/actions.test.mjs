// What is done to pools, nodes, jobs and tasks, and to the clock and all accounts, as somebody with a mouse does it.
import assert from "node:assert/strict";
import fs from "node:fs";
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

const steady = () => server.until("a steady pool", "view/pools", pools => pools.find(pool => pool.id === "workers").allocation === "steady");

test("a pool: resize, formula", async () => {
  await open(page, server.base, "#/pools/workers", "workers");
  await press("Resize…");
  await page.getByLabel("Dedicated nodes").fill("4");
  await press("Resize");
  await said("The pool is being resized.");
  await server.until("four nodes", "view/nodes?pool=workers", nodes => nodes.id.length === 4);
  await steady();

  await page.getByLabel("Formula").fill("$TargetDedicatedNodes = 4;");
  await press("Enable with it");
  await said("The formula decides from now on.");
  await page.getByRole("region", { name: "Auto-scale evaluations" }).getByText("$TargetDedicatedNodes = 4", { exact: true }).first().waitFor();
  await page.getByRole("img", { name: /^Size over time: 4 nodes of 4 now/ }).waitFor();
  await accessible(page, "a pool with a formula");
  const evaluations = page.getByRole("table", { name: "Evaluations" });
  await evaluations.getByText("show", { exact: true }).first().click();
  await evaluations.getByText("$TargetDedicatedNodes = 4;", { exact: true }).first().waitFor();
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
  await page.getByRole("button", { name: "Enable with it" }).waitFor();
  await page.getByRole("button", { name: "Try it" }).press("Enter");
  await said("The service tries a formula only on a pool that has auto-scale enabled.");
  await steady();
  await press("Resize…");
  await page.getByLabel("Spot nodes").fill("1");
  await page.getByLabel("Tasks on nodes that go are").selectOption("terminate");
  await press("Resize");
  await said("The pool is being resized.");
  await page.getByRole("application", { name: "Map of 5 nodes" }).waitFor();
  await steady();
  await press("Resize…");
  await page.getByLabel("Spot nodes").fill("0");
  await press("Resize");
  await said("The pool is being resized.");
  await page.getByRole("application", { name: "Map of 4 nodes" }).waitFor();
});

test("nodes: find, reboot, reimage, schedule, remove", async () => {
  await open(page, server.base, "#/pools/workers", "workers");
  await steady();
  // Not the one that has the files of the task that failed, which are looked at later.
  const { nodeInfo } = JSON.parse(await server.call("GET", batchPath("jobs/work/tasks/fails")));
  const [node, other] = (await server.view("nodes?pool=workers")).id.filter(each => each !== nodeInfo.nodeId);
  await page.getByRole("checkbox", { name: `Choose ${node}` }).check();
  const group = page.getByRole("group", { name: "What to do with chosen nodes" });
  await page.getByText("4 shown, 1 chosen").waitFor();
  await page.getByRole("checkbox", { name: `Choose ${node}` }).uncheck();
  await page.getByText("4 shown, 0 chosen").waitFor();
  await group.getByRole("button", { name: "Reboot" }).press("Enter");
  await said("Choose nodes in the table first.");
  await page.getByRole("checkbox", { name: `Choose ${node}` }).check();
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
  await page.getByText("4 shown, 0 chosen").waitFor();
  await page.getByRole("checkbox", { name: `Choose ${other}` }).check();
  await press("Remove", group);
  await press("Cancel", page.getByRole("dialog"));
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await press("Remove", group);
  await press("Remove", page.getByRole("dialog"));
  await said("They leave the pool.");
  await server.until("three nodes", "view/nodes?pool=workers", nodes => nodes.id.length === 3);
  await steady();

  await open(page, server.base, `#/pools/workers/nodes/${node}`, node);
  await accessible(page, "a node");
  await press("Disable scheduling…");
  await page.getByLabel("Its tasks are").selectOption("taskcompletion");
  await press("Disable", page.getByRole("dialog"));
  await said("It takes no tasks.");
  await open(page, server.base, "#/pools/workers", "workers");
  await page.getByRole("combobox", { name: /^State/ }).selectOption({ label: "offline (1)" });
  await page.getByText("1 shown, 0 chosen").waitFor();
  await open(page, server.base, `#/pools/workers/nodes/${node}`, node);
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

});

test("a pool: stop a resize, delete", async () => {
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
  await page.locator("[data-matching='3']").waitFor();
  await page.getByLabel("Exit code").fill("!0");
  await page.locator("[data-matching='1']").waitFor();
  await page.getByLabel("Exit code").fill("");
  await page.locator("[data-matching='3']").waitFor();
  await page.getByLabel("Id or node").fill("HOST");
  await page.locator("[data-matching='1']").waitFor();
  await page.getByLabel("Id or node").fill("");
  await page.locator("[data-matching='3']").waitFor();
  for (const [column, first, last] of [
    ["State", "after", "hostile"], ["Exit", "hostile", "fails"], ["Ran for"], ["Retries"], ["Began"], ["Ended"], ["Node"], ["Task", "after", "hostile"],
  ]) {
    for (const [direction, top] of [["ascending", first], ["descending", last]]) {
      await press(column);
      await page.getByRole("columnheader", { name: column }).and(page.locator(`[aria-sort=${direction}]`)).waitFor();
      if (top) await page.locator("[aria-rowindex='2']").getByRole("link", { name: top, exact: true }).waitFor();
    }
  }

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
  await page.getByLabel("Its running tasks are").selectOption("terminate");
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
  await said("It is ");
  await press("Skip ahead by itself");
  await said("Time skips ahead");
  await confirm("Reset");
  await said("All accounts are empty.");
  await page.getByText("No pools and no jobs yet.").waitFor();
  assert.deepEqual(eyes.problems, []);
});
