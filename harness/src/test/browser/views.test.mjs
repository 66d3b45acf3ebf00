// Every view and every action, as somebody with a mouse, a keyboard, a phone or a screen reader meets them.
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { accessible, batchPath, browse, fits, MACHINE, open, PATIENCE, said as saidOn, serve } from "./server.mjs";

const HOSTILE = `<img src=x onerror="window.hit=1">'"&amp;<script>window.hit=1</script>`;
let server;
let eyes;
let page;

async function press(name, inside = page) {
  await inside.getByRole("button", { name, exact: true }).click();
}

/** What needs to be confirmed, and is. */
async function confirm(name) {
  await press(name);
  await page.getByRole("dialog").getByRole("button", { name, exact: true }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
}

const said = text => saidOn(page, text);

before(async () => {
  server = await serve("--fault", "blob-slow=PT0S");
  await server.batch("POST", "pools", { id: "workers", displayName: HOSTILE, ...MACHINE, targetDedicatedNodes: 3, taskSlotsPerNode: 2 });
  await server.batch("POST", "pools", { id: "broken", ...MACHINE, targetDedicatedNodes: 1, startTask: { commandLine: "/bin/sh -c 'echo no model here >&2; exit 3'", waitForSuccess: true } });
  await server.batch("POST", "jobs", { id: "work", poolInfo: { poolId: "workers" }, usesTaskDependencies: true });
  await server.batch("POST", "jobs/work/tasks", { id: "hostile", commandLine: `/bin/echo '${HOSTILE.replaceAll("'", "")}'`, environmentSettings: [{ name: "X", value: HOSTILE }] });
  await server.batch("POST", "jobs/work/tasks", { id: "fails", commandLine: "/bin/sh -c 'echo broken words >&2; exit 4'" });
  await server.batch("POST", "jobs/work/tasks", { id: "after", commandLine: "true", dependsOn: { taskIds: ["fails"] } });
  await server.blob("PUT", "stuff?restype=container");
  await server.blob("PUT", `stuff/${encodeURIComponent(HOSTILE.replaceAll("/", "_"))}`, HOSTILE, { "x-ms-blob-type": "BlockBlob", "Content-Type": "text/html", "x-ms-meta-note": "evil" });
  await server.blob("PUT", "stuff/deep/er/data.json", '{"a":[1,{"b":true}]}', { "x-ms-blob-type": "BlockBlob", "Content-Type": "application/json" });
  await server.blob("PUT", "stuff/picture.svg", `<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20" onload="window.hit=1"><rect width="20" height="20" fill="teal"/></svg>`, { "x-ms-blob-type": "BlockBlob", "Content-Type": "image/svg+xml" });
  await fetch(`${server.ready.batchEndpoint}/jobs?api-version=2025-06-01&x=${encodeURIComponent(HOSTILE)}`);
  await server.until("the end of a task", "view/tasks?job=work&state=failed,succeeded", tasks => tasks.matching === 2);
  await server.until("the failure of the start task", "view/pools", pools => pools.some(pool => pool.startTaskFailed === 1));
  eyes = await browse();
  page = eyes.page;
  await page.goto(server.ready.portal);
});

after(async () => {
  await eyes?.browser.close();
  await server?.stop();
});

const VIEWS = () => [
  ["#/", "Overview"],
  ["#/pools", "Pools"],
  ["#/pools/workers", "workers"],
  ["#/pools/broken", "broken"],
  ["#/timeline", "Timeline"],
  ["#/jobs", "Jobs"],
  ["#/jobs/work", "work"],
  ["#/jobs/work/tasks/hostile", "hostile"],
  ["#/jobs/work/tasks/after", "after"],
  [`#/storage/${server.ready.storageAccount}`, server.ready.storageAccount],
  [`#/storage/${server.ready.storageAccount}/stuff`, "stuff"],
  [`#/storage/${server.ready.storageAccount}/stuff/deep/er`, "er"],
  ["#/requests", "Requests"],
  ["#/faults", "Faults and hold points"],
  ["#/nowhere", "There is nothing here"],
];

test("every view is there, accessible in light and dark, and fits a phone", async () => {
  for (const [hash, heading] of VIEWS()) {
    await page.emulateMedia({ colorScheme: "dark" });
    await open(page, server.base, hash, heading);
    await accessible(page, `${hash} in the dark`);
    await page.setViewportSize({ width: 360, height: 700 });
    await page.emulateMedia({ colorScheme: "light" });
    await fits(page, `${hash} on a phone`);
    await accessible(page, `${hash} on a phone`);
    await page.setViewportSize({ width: 1280, height: 800 });
  }
});

test("hostile names stay text", async () => {
  await open(page, server.base, "#/jobs/work/tasks/hostile", "hostile");
  await page.getByRole("region", { name: "Command line" }).getByText("<img src=x").waitFor();
  await page.getByRole("region", { name: "Content of stdout.txt" }).getByText("<img src=x").waitFor();
  await open(page, server.base, `#/storage/${server.ready.storageAccount}/stuff`, "stuff");
  await page.getByRole("button", { name: /^<img src=x/ }).click();
  await page.getByRole("region", { name: /^Content of <img/ }).getByText("<script>").waitFor();
  await press("picture.svg");
  await page.getByRole("img", { name: "picture.svg" }).waitFor();
  await open(page, server.base, "#/requests", "Requests");
  await page.getByRole("button", { name: /img%20src/ }).first().click();
  assert.equal(await page.evaluate(() => window.hit), undefined);
  assert.deepEqual(eyes.problems, []);
});

test("what is typed stays while things change", async () => {
  await open(page, server.base, "#/pools/workers", "workers");
  await page.getByLabel("Formula").fill("$TargetDedicatedNodes = 2;");
  const resize = page.getByRole("button", { name: "Resize…", exact: true });
  await resize.press("Enter");
  await page.getByLabel("Dedicated nodes").fill("7");
  await page.getByLabel("Tasks on nodes that go are").selectOption("terminate");
  // Twice, for the first answer may be one to an earlier question.
  for (let i = 0; i < 2; i++) {
    const shown = page.waitForResponse(answer => answer.url().includes("view/nodes"));
    await server.batch("PATCH", "pools/workers", { metadata: [{ name: "round", value: String(i) }] });
    await (await shown).finished();
  }
  await page.evaluate(() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  assert.equal(await page.getByLabel("Dedicated nodes").inputValue(), "7");
  assert.equal(await page.getByLabel("Tasks on nodes that go are").inputValue(), "terminate");
  await page.getByRole("button", { name: "Cancel" }).press("Enter");
  assert.equal(await resize.evaluate(button => button === document.activeElement), true, "who leaves a form is back where they were");
  assert.equal(await page.getByLabel("Formula").inputValue(), "$TargetDedicatedNodes = 2;");
});

/** Where on the timeline a task is that failed, or that its page is there: it is looked for by its colour, as an eye does. */
function redBar() {
  if (location.hash.endsWith("/tasks/fails")) return "there";
  const canvas = document.querySelector(".timeline-rows canvas");
  // A copy is read, for a browser complains of a canvas that is read again and again.
  const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", { willReadFrequently: true });
  copy.drawImage(canvas, 0, 0);
  const { data, width } = copy.getImageData(0, 0, canvas.width, canvas.height);
  for (let i = 0; i < data.length; i += 4) {
    if (data[i + 3] > 150 && data[i] > 1.5 * data[i + 1] && data[i] > 1.5 * data[i + 2]) {
      return { x: ((i / 4) % width) / devicePixelRatio, y: Math.floor(i / 4 / width) / devicePixelRatio + 2 };
    }
  }
  return null;
}

/** How much time a timeline shows, in milliseconds, by what it says to a screen reader; with limits, whether it is within them. */
function shownTime(limits) {
  const label = document.querySelector("[role=application]").getAttribute("aria-label");
  const [from, to] = /from (.*) to (.*)/.exec(label).slice(1).map(each => new Date(`${each.replace(" ", "T")}Z`));
  return limits ? to - from >= limits[0] && to - from <= limits[1] : to - from;
}

test("the timeline: a pool, zoom, a task", async () => {
  await open(page, server.base, "#/timeline", "Timeline");
  await page.getByRole("combobox", { name: /^Pool/ }).selectOption("workers");
  const timeline = page.getByRole("application", { name: /^Timeline of pool workers: 3 nodes, 2 tasks on them/ });
  await timeline.waitFor();
  const shows = (...limits) => page.waitForFunction(shownTime, limits);
  const all = await page.evaluate(shownTime);
  await timeline.press("+");
  await shows(0, 0.8 * all);
  await press("1 d");
  // It is as much as a young server has to show, and some room.
  await shows(1.5 * all, 86401000);
  const day = await page.evaluate(shownTime);
  await press("All");
  await shows(0, 0.6 * day);
  // A change in between moves the bars: whoever misses one, points again.
  const end = Date.now() + PATIENCE;
  for (let position = ""; position !== "there";) {
    assert.ok(Date.now() < end, "no bar of a task that failed can be hit");
    position = await (await page.waitForFunction(redBar)).jsonValue();
    if (position !== "there") await timeline.locator(".timeline-rows canvas").click({ position });
  }
  await page.getByRole("heading", { level: 1, name: "fails", exact: true }).waitFor();
});

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
  await press("Disable");
  await said("Auto-scale is off.");

  await steady();
  const node = (await server.view("nodes?pool=workers")).id[0];
  await page.getByRole("checkbox", { name: `Choose ${node}` }).check();
  const group = page.getByRole("group", { name: "What to do with chosen nodes" });
  await press("Disable scheduling", group);
  await said("They take no tasks.");
  await server.until("no scheduling", batchPath(`pools/workers/nodes/${node}`), each => each.schedulingState === "disabled");

  await page.goto(`${server.base}#/pools/workers/nodes/${node}`);
  await page.getByRole("heading", { level: 1, name: node }).waitFor();
  await accessible(page, "a node");
  await press("Enable scheduling");
  await said("It takes tasks.");
  await press("Reboot");
  await said("It reboots.");
  await server.until("a node that is back", batchPath(`pools/workers/nodes/${node}`), each => each.state === "idle");
  await press("Reimage");
  await said("It is reimaged.");
  await server.until("a node that is back", batchPath(`pools/workers/nodes/${node}`), each => each.state === "idle");
  await confirm("Remove");
  await said("It leaves the pool.");
  await server.until("three nodes", "view/nodes?pool=workers", nodes => nodes.id.length === 3);

  await steady();
  const { number } = JSON.parse(await server.call("POST", "control/holds", { kind: "pool", owner: "workers", state: "resizing" }));
  await open(page, server.base, "#/pools/workers", "workers");
  await press("Resize…");
  await page.getByLabel("Dedicated nodes").fill("5");
  await press("Resize");
  await said("The pool is being resized.");
  await press("Stop the resize");
  await said("The resize stops.");
  await server.call("POST", "control/holds/release", { number });
  await steady();
  await open(page, server.base, "#/pools/broken", "broken");
  await confirm("Delete");
  await said("The pool is being deleted.");
  await server.until("one pool", "view/pools", pools => pools.length === 1);
});

test("a node is found on the map by keyboard", async () => {
  await open(page, server.base, "#/pools/workers", "workers");
  const map = page.getByRole("application", { name: /^Map of \d+ nodes/ });
  await map.focus();
  await page.keyboard.press("ArrowRight");
  await page.getByText(/idle, 0 of 2 slots/).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(/nodes\//);
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
  await press("Disable…");
  await press("Disable");
  await page.getByRole("dialog").getByRole("alert").getByText("JobCompleted").waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
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

test("requests, faults, hold points", async () => {
  await open(page, server.base, "#/faults", "Faults and hold points");
  await page.getByRole("row", { name: /^busy/ }).getByRole("textbox").fill("1");
  await page.getByRole("row", { name: /^busy/ }).getByRole("button", { name: "Switch on" }).click();
  await said("busy is on.");
  await fetch(`${server.ready.batchEndpoint}/pools?api-version=2025-06-01`);
  await page.getByRole("table", { name: "Faults that are on" }).getByRole("row", { name: /busy=1\s+1/ }).waitFor();
  await page.getByRole("row", { name: /busy=1/ }).getByRole("button", { name: "End" }).click();
  await said("busy=1 is over.");

  await page.getByLabel("Job", { exact: true }).fill("held");
  await page.getByLabel("In state").selectOption("running");
  await press("Set");
  await said("The hold point is set.");
  await server.batch("POST", "jobs", { id: "held", poolInfo: { poolId: "workers" } });
  await server.batch("POST", "jobs/held/tasks", { id: "t", commandLine: "true" });
  await page.getByRole("row", { name: /task held/ }).getByRole("cell", { name: "1", exact: true }).waitFor();
  await page.getByRole("row", { name: /task held/ }).getByRole("button", { name: "Step" }).click();
  await server.until("a task that is let go", batchPath("jobs/held/tasks/t"), task => task.state === "completed");
  await page.getByRole("row", { name: /task held/ }).getByRole("button", { name: "Release" }).click();
  await said("The hold point is gone.");

  await open(page, server.base, "#/requests", "Requests");
  await page.getByLabel("Outcome").selectOption("refused");
  await page.getByRole("row", { name: /503 refused/ }).getByRole("button").click();
  await press("Copy as curl");
  await said("Copied.");
  const command = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(command, /^curl -H "Authorization: Bearer \$BATCHBENCH_TOKEN" 'http.*\/pools\?api-version=2025-06-01'$/);
});

test("the clock, the connection string, a reset", async () => {
  await open(page, server.base, "#/", "Overview");
  await press("Copy the connection string");
  await said("Copied.");
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), server.ready.connectionString);
  await confirm("Make time virtual");
  await press("Advance…");
  await page.getByLabel("By").fill("an hour");
  await press("Advance");
  await page.getByRole("dialog").getByRole("alert").getByText("PT1H30M").waitFor();
  const before = (await server.view("overview")).now;
  await page.getByLabel("By").fill("P1D");
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
