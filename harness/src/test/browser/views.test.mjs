// Every view, as somebody with a mouse, a keyboard, a phone or a screen reader meets it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessible, fits, open } from "./server.mjs";
import { stage } from "./stage.mjs";

let server;
let eyes;
let page;
let press;
let stop;

before(async () => {
  ({ server, eyes, page, press, stop } = await stage());
});

after(() => stop?.());

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

const heading = name => page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
const link = (name, inside) => inside.getByRole("link", { name, exact: true }).click();

test("every view is reached by a link", async () => {
  await open(page, server.base, "#/nowhere", "There is nothing here");
  await link("Go to the overview.", page);
  await heading("Overview");
  const views = page.getByRole("navigation", { name: "Views" });
  const { storageAccount } = server.ready;
  for (const [name, title] of [["Pools"], ["Timeline"], ["Jobs"], ["Storage", storageAccount], ["Requests"], ["Faults", "Faults and hold points"], ["Overview"]]) {
    await link(name, views);
    await heading(title || name);
    await views.getByRole("link", { name, exact: true }).and(page.locator("[aria-current=page]")).waitFor();
  }
  const back = async from => {
    await heading(from);
    await link("Batchbench", page.getByRole("banner"));
    await heading("Overview");
  };
  for (const name of ["Pools", "Jobs"]) {
    await link(name, page.getByRole("region", { name: "What there is" }));
    await back(name);
  }
  await link(storageAccount, page.getByRole("region", { name: "Accounts" }));
  await back(storageAccount);
  await link("Fault blob-slow=PT0S", page.getByRole("region", { name: "What is in the way" }));
  await back("Faults and hold points");

  // The number of tasks that failed leads to them.
  await link("Jobs", views);
  await link("1", page.getByRole("row", { name: /^work / }));
  await heading("work");
  await page.locator("[data-matching='1']").waitFor();
  await link("fails", page.getByRole("main"));
  await heading("fails");
  await link("work", page.getByRole("navigation", { name: "Where this is" }));
  await heading("work");
  await link("workers", page.getByRole("region", { name: "Job", exact: true }));
  await heading("workers");
  const [node] = (await server.view("nodes?pool=workers")).id;
  await link(node, page.getByRole("table", { name: /^Nodes/ }));
  await heading(node);
});

test("colours are the system's, or those that are chosen", async () => {
  await open(page, server.base, "#/", "Overview");
  await page.emulateMedia({ colorScheme: "dark" });
  const has = scheme => page.waitForFunction(wanted => getComputedStyle(document.documentElement).colorScheme === wanted, scheme);
  await has("dark");
  await page.getByLabel("Colours").selectOption("light");
  await has("light");
  await page.reload();
  await heading("Overview");
  await has("light");
  await page.emulateMedia({ colorScheme: "light" });
  await page.getByLabel("Colours").selectOption("dark");
  await has("dark");
  await page.getByLabel("Colours").selectOption("auto");
  await has("light");
});

test("hostile names stay text", async () => {
  await open(page, server.base, "#/jobs/work/tasks/hostile", "hostile");
  await page.getByRole("region", { name: "Command line" }).getByText("<img src=x").waitFor();
  await page.getByRole("region", { name: "Environment" }).getByText("<img src=x").waitFor();
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

test("a node is found on the map by mouse and by keyboard", async () => {
  const map = page.getByRole("application", { name: /^Map of \d+ nodes/ });
  await open(page, server.base, "#/pools/workers", "workers");
  await map.hover({ position: { x: 8, y: 8 } });
  await page.getByText(/idle, 0 of 2 slots/).waitFor();
  await map.click({ position: { x: 8, y: 8 } });
  await page.waitForURL(/nodes\//);
  await open(page, server.base, "#/pools/workers", "workers");
  await map.focus();
  await page.keyboard.press("ArrowRight");
  await page.getByText(/idle, 0 of 2 slots/).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(/nodes\//);
});

/** Whether all of an element is between the sides of the screen. */
async function isInSight(element) {
  await element.scrollIntoViewIfNeeded();
  const box = await element.boundingBox();
  return box.x >= 0 && box.x + box.width <= page.viewportSize().width;
}

test("on a phone nothing that matters is beside the screen", async () => {
  await page.setViewportSize({ width: 390, height: 800 });
  await open(page, server.base, "#/jobs", "Jobs");
  const job = page.getByRole("row", { name: /work/ });
  for (const text of ["it waits for", "active"]) assert.ok(await isInSight(job.getByText(text).first()), text);
  await open(page, server.base, "#/pools", "Pools");
  assert.ok(await isInSight(page.getByText("start task failed on 1")));
  await open(page, server.base, "#/jobs/work", "work");
  const row = page.getByRole("row", { name: /fails/ });
  await row.waitFor();
  for (const text of ["fails", "failed", "4"]) assert.ok(await isInSight(row.getByText(text, { exact: true })), text);
  await open(page, server.base, "#/requests", "Requests");
  const request = page.getByRole("row", { name: /refused.*GET/ }).first();
  assert.ok(await isInSight(request.getByRole("cell").filter({ has: page.getByRole("button") })), "the request");
  await request.getByRole("button").click();
  await page.waitForFunction(() => {
    const { top } = document.activeElement.getBoundingClientRect();
    return /^Request \d+$/.test(document.activeElement.textContent) && top >= 0 && top < innerHeight;
  });
  await fits(page, "a request on a phone");
  await accessible(page, "a request on a phone");
  await page.setViewportSize({ width: 1280, height: 800 });
});

test("what failed says so first, wherever it is seen", async () => {
  await open(page, server.base, "#/jobs/work/tasks/fails", "fails");
  await page.getByRole("region", { name: "Content of stderr.txt" }).getByText("broken words").waitFor();
  const headings = await page.getByRole("heading", { level: 2 }).allTextContents();
  assert.ok(headings.indexOf("Files") < headings.indexOf("Task"), `${headings}`);
  await page.getByRole("region", { name: "Task", exact: true }).getByRole("link").click();
  await page.waitForURL(/nodes\//);
  const recent = page.getByRole("region", { name: "Recent tasks" }).getByRole("listitem").filter({ hasText: "work / fails" });
  await recent.getByText("failed").waitFor();
  await link("work / fails", recent);
  await heading("fails");

  await open(page, server.base, "#/jobs/work", "work");
  await page.getByRole("region", { name: "What it waits for" }).getByText("It never runs, unless that task is reactivated and succeeds.").waitFor();
  // What has no value comes last in both directions, and a node is a link to it.
  for (const direction of ["ascending", "descending"]) {
    await press("Ran for");
    await page.getByRole("columnheader", { name: "Ran for" }).and(page.locator(`[aria-sort=${direction}]`)).waitFor();
    await page.waitForFunction(() => {
      const rows = [...document.querySelectorAll(".grid-all [role=row]")].sort((a, b) => a.ariaRowIndex - b.ariaRowIndex);
      return rows.length === 3 && rows[2].textContent.includes("after");
    });
  }
  await page.getByRole("row", { name: /fails/ }).getByRole("link", { name: /…/ }).click();
  await page.waitForURL(/pools\/workers\/nodes\//);
});

test("what can only be refused says why, and a message leaves with its page", async () => {
  await open(page, server.base, "#/jobs/work/tasks/hostile", "hostile");
  const message = page.locator(".messages p");
  for (const [name, reason] of [["Reactivate", "It has succeeded: only a task that failed can be tried again."], ["Terminate", "It has succeeded already."]]) {
    const button = page.getByRole("button", { name, exact: true });
    assert.equal(await button.getAttribute("title"), reason);
    await button.press("Enter");
    await message.filter({ hasText: reason }).waitFor();
  }
  assert.equal(await page.locator(".messages").evaluate(element => getComputedStyle(element).pointerEvents), "none", "what is behind it can be pressed");
  await page.getByRole("navigation", { name: "Views" }).getByRole("link", { name: "Pools" }).click();
  await page.getByRole("heading", { level: 1, name: "Pools" }).waitFor();
  await message.first().waitFor({ state: "detached" });
});

test("a job without its pool says so, and does not lead to it", async () => {
  await server.batch("POST", "jobs", { id: "orphan", poolInfo: { poolId: "ghost" } });
  await server.batch("POST", "jobs/orphan/tasks", { id: "never", commandLine: "true" });
  await open(page, server.base, "#/jobs/orphan", "orphan");
  await page.getByText("It goes on as soon as there is one of this name.").waitFor();
  await page.getByText("ghost (does not exist)").waitFor();
  assert.equal(await page.getByRole("main").getByRole("link", { name: "ghost" }).count(), 0);
  await server.batch("POST", "jobs/orphan/terminate");
  await page.getByText("The job is over: what is still active never runs.").waitFor();
  assert.deepEqual(eyes.problems, []);
});
