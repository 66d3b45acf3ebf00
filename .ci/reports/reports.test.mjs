// The pages of a run, of a run that failed, of a simulation, and of a test that failed, as a reader meets them: from the file system, with no network.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";

const folder = mkdtempSync(join(tmpdir(), "reports-"));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const DESK = { width: 1280, height: 900 };
const PHONE = { width: 360, height: 740 };

/** Long enough for a machine with other things to do. */
const PATIENCE = 60000;
let browser;

function batchbench(expected, ...args) {
  const done = spawnSync("java", ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", process.env.BATCHBENCH_JAR, ...args], { encoding: "utf8" });
  assert.equal(done.status, expected, done.stdout + done.stderr);
}

before(async () => {
  batchbench(0, "run", "-o", join(folder, "out"), "--report", join(folder, "run.html"), "--trace", join(folder, "trace.json"));
  batchbench(4, "run", "-o", join(folder, "out"), "--command", "echo \"<img src=x onerror=alert(1)> went wrong\" >&2; exit 3", "--report", join(folder, "failed.html"));
  batchbench(0, "simulate", "--tasks", "20000", "--nodes", "300", "-o", folder);
  copyFileSync(process.env.EVIDENCE, join(folder, "evidence.html"));
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
});

after(async () => {
  if (browser) await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Opens a page, does something with it, and finds no complaint, no request to anybody, nothing that axe finds. */
async function look(name, viewport, use, colorScheme = "light") {
  const context = await browser.newContext({ viewport, colorScheme, bypassCSP: false });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const complaints = [];
  page.on("console", message => { if (message.type() === "error") complaints.push(message.text()); });
  page.on("pageerror", error => complaints.push(error.message));
  page.on("request", request => { if (!request.url().startsWith("file:")) complaints.push(request.url()); });
  await page.goto(pathToFileURL(join(folder, name)).href);
  await page.waitForSelector("h1");
  await use(page);
  assert.deepEqual(complaints, []);
  // As soon as it is laid out.
  await page.waitForFunction(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)
    .catch(error => assert.fail(`${name} is wider than a screen of ${viewport.width} pixels: ${error.message}`));
  if (process.env.SCREENSHOTS) await page.screenshot({ path: join(process.env.SCREENSHOTS, `${name}-${viewport.width}-${colorScheme}.png`), fullPage: true });
  await context.close();
}

/** What axe finds, in a page without a policy, which would keep axe out. */
async function faults(name, colorScheme) {
  const context = await browser.newContext({ viewport: DESK, colorScheme, bypassCSP: true });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  await page.goto(pathToFileURL(join(folder, name)).href);
  await page.waitForSelector("h1");
  await page.addScriptTag({ content: axe });
  const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  await context.close();
  return result.violations.map(each => `${each.id}: ${each.nodes.map(node => node.html).slice(0, 2).join(" ")}`);
}

/** Waits until a canvas has so many colours: until something is drawn on it. */
function drawn(page, place, colours) {
  return page.waitForFunction(([index, least]) => {
    const canvas = document.querySelectorAll(".timeline-box canvas")[index];
    if (!canvas || canvas.width <= 300) return false;
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", { willReadFrequently: true });
    copy.drawImage(canvas, 0, 0);
    const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
    const seen = new Set();
    for (let i = 0; i < data.length; i += 4) if (data[i + 3] > 0) seen.add(`${data[i] >> 4} ${data[i + 1] >> 4} ${data[i + 2] >> 4}`);
    return seen.size >= least;
  }, [place, colours]);
}

/** Where on the timeline a task is that succeeded: it is looked for by its colour, as an eye does. */
function greenBar() {
  const canvas = document.querySelector(".timeline-rows canvas");
  if (!canvas) return null;
  const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", { willReadFrequently: true });
  copy.drawImage(canvas, 0, 0);
  const { data, width } = copy.getImageData(0, 0, canvas.width, canvas.height);
  for (let i = 0; i < data.length; i += 4) {
    if (data[i + 3] > 150 && data[i + 1] > 1.3 * data[i] && data[i + 1] > 1.3 * data[i + 2]) {
      return { x: ((i / 4) % width) / devicePixelRatio, y: Math.floor(i / 4 / width) / devicePixelRatio + 2 };
    }
  }
  return null;
}

test("a run shows its tasks and a timeline that zooms and moves", async () => {
  await look("run.html", DESK, async page => {
    assert.equal(await page.textContent("h1"), "Run of 3 tasks");
    assert.equal(await page.locator("section[aria-labelledby=tasks] [role=cell] button.plain").count(), 3);
    const timeline = page.locator(".timeline-box");
    await drawn(page, 0, 4);
    await drawn(page, 1, 3);
    assert.match(await timeline.getAttribute("aria-label"), /1 nodes, 3 tasks/);
    const label = () => timeline.getAttribute("aria-label");
    const otherThan = before => page.waitForFunction(text => document.querySelector(".timeline-box").getAttribute("aria-label") !== text, before);
    const all = await label();
    await page.getByRole("button", { name: "Zoom in" }).click();
    await otherThan(all);
    const near = await label();
    await timeline.focus();
    await page.keyboard.press("ArrowLeft");
    await otherThan(near);
    await page.keyboard.press("0");
    await page.waitForFunction(text => document.querySelector(".timeline-box").getAttribute("aria-label") === text, all);
  });
});

test("a pointer on a bar names its task, and a click opens it", async () => {
  await look("run.html", DESK, async page => {
    const canvas = page.locator(".timeline-rows canvas");
    const position = await (await page.waitForFunction(greenBar)).jsonValue();
    await canvas.hover({ position });
    const tip = page.locator(".tip").filter({ hasText: "of job" });
    await tip.waitFor();
    assert.match(await tip.textContent(), /task-\d of job .*succeeded, exit code 0/);
    await canvas.click({ position });
    await page.waitForSelector("section[aria-labelledby=tasks] .detail");
    assert.match(await page.textContent("section[aria-labelledby=tasks] .detail"), /task-\d/);
  });
});

test("what failed comes first, with its stderr, and stays text", async () => {
  await look("failed.html", DESK, async page => {
    assert.equal(await page.textContent("h1"), "Run of 3 tasks, of which 3 failed");
    assert.match(await page.textContent("section[aria-labelledby=tasks] .detail"), /<img src=x onerror=alert\(1\)> went wrong/);
    assert.equal(await page.locator("img").count(), 0);
    await page.getByLabel("Find").fill("task-2");
    await page.waitForFunction(() => document.querySelectorAll("section[aria-labelledby=tasks] [role=cell] button.plain").length === 1);
  });
});

test("the evidence of a failed test has its requests, its tasks and why a job waited", async () => {
  await look("evidence.html", DESK, async page => {
    assert.match(await page.textContent("h1"), /^Failed: .*FailsTestCase/);
    assert.match(await page.textContent("section[aria-labelledby=failed]"), /not as expected/);
    assert.match(await page.textContent("section[aria-labelledby=why]"), /pool ghost does not exist/);
    await page.locator("section[aria-labelledby=requests]").getByLabel("Find").fill("/tasks");
    await page.locator("section[aria-labelledby=requests] [role=cell] button.plain").first().click();
    await page.locator("section[aria-labelledby=requests]").getByText(/^Answered /).waitFor();
    await drawn(page, 1, 3);
  });
});

test("a simulation shows charts whose numbers are whole", async () => {
  await look("report.html", DESK, async page => {
    assert.equal(await page.textContent("h1"), "Simulation of 20,000 tasks on 300 nodes");
    assert.match(await page.textContent("main"), /20,000 succeeded/);
    await page.locator(".uplot").nth(1).waitFor();
    assert.equal(await page.locator(".uplot").count(), 2);
    assert.match(await page.locator(".timeline-box").getAttribute("aria-label"), /nodes, [\d,]+ tasks on them/);
    await drawn(page, 1, 3);
  });
});

for (const name of ["run.html", "failed.html", "report.html", "evidence.html"]) {
  test(`${name} fits a phone, and the dark`, async () => {
    await look(name, PHONE, async page => page.waitForSelector("canvas"), "dark");
  });
  test(`axe finds nothing in ${name}`, async () => {
    assert.deepEqual(await faults(name, "light"), []);
    assert.deepEqual(await faults(name, "dark"), []);
  });
}

test("the trace is JSON that names its tracks", () => {
  const trace = JSON.parse(readFileSync(join(folder, "trace.json"), "utf8"));
  assert.ok(trace.traceEvents.some(each => each.ph === "M" && each.args.name === "slot 1"));
  assert.equal(trace.traceEvents.filter(each => each.ph === "X" && each.args && each.args.task).length, 3);
});
