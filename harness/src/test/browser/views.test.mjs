// Every view, as somebody with a mouse, a keyboard, a phone or a screen reader meets it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessible, batchPath, fits, open, PATIENCE } from "./server.mjs";
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

/** Whether a task that succeeded or failed is seen on the timeline. */
function anyBar() {
  const canvas = document.querySelector(".timeline-rows canvas");
  const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", { willReadFrequently: true });
  copy.drawImage(canvas, 0, 0);
  const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
  const strong = (one, two, three) => one > 1.3 * two && one > 1.3 * three;
  for (let i = 0; i < data.length; i += 4) {
    if (data[i + 3] > 150 && (strong(data[i], data[i + 1], data[i + 2]) || strong(data[i + 1], data[i], data[i + 2]))) return true;
  }
  return false;
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
  // Who zooms in sees tasks, wherever in what was shown they were.
  const tasks = () => page.waitForFunction(anyBar);
  for (let i = 0; i < 6; i++) await press("Zoom in");
  await shows(0, 0.02 * all);
  await tasks();
  await press("Fit tasks");
  await shows(0.001, all);
  await tasks();
  const fitted = await page.evaluate(shownTime);
  const place = await timeline.locator(".timeline-rows canvas").boundingBox();
  const label = await timeline.getAttribute("aria-label");
  await page.mouse.move(place.x + place.width / 2, place.y + 5);
  await page.mouse.down();
  await page.mouse.move(place.x + place.width / 2 + 60, place.y + 5, { steps: 3 });
  await page.mouse.up();
  await page.waitForFunction(text => document.querySelector("[role=application]").getAttribute("aria-label") !== text, label);
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, 200);
  await page.keyboard.up("Control");
  await shows(1.1 * fitted, Infinity);
  await press("1 s");
  await shows(990, 1010);
  await tasks();
  await press("Fit tasks");
  // A change in between moves the bars: whoever misses one, points again.
  const end = Date.now() + PATIENCE;
  for (let position = ""; position !== "there";) {
    assert.ok(Date.now() < end, "no bar of a task that failed can be hit");
    position = await (await page.waitForFunction(redBar)).jsonValue();
    if (position !== "there") await timeline.locator(".timeline-rows canvas").click({ position });
  }
  await page.getByRole("heading", { level: 1, name: "fails", exact: true }).waitFor();
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
  await page.getByRole("region", { name: "Recent tasks" }).getByRole("listitem").filter({ hasText: "work / fails" }).getByText("failed").waitFor();

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
  assert.equal(await message.first().evaluate(element => getComputedStyle(element).pointerEvents), "none", "what is behind it can be pressed");
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
