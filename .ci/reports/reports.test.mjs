// The pages of a run, of a run that failed, and of a simulation, as a reader meets them: from the file system, with no network.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
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
let browser;

function batchbench(expected, ...args) {
  const done = spawnSync("java", ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", process.env.BATCHBENCH_JAR, ...args], { encoding: "utf8" });
  assert.equal(done.status, expected, done.stdout + done.stderr);
}

before(async () => {
  batchbench(0, "run", "-o", join(folder, "out"), "--report", join(folder, "run.html"), "--trace", join(folder, "trace.json"));
  batchbench(4, "run", "-o", join(folder, "out"), "--command", "echo \"<img src=x onerror=alert(1)> went wrong\" >&2; exit 3", "--report", join(folder, "failed.html"));
  batchbench(0, "simulate", "--tasks", "20000", "--nodes", "300", "-o", folder);
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
});

after(async () => {
  if (browser) await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Opens a page, does something with it, and finds no complaint, no request to anybody, nothing that axe finds. */
async function look(name, viewport, use, colorScheme = "light") {
  const context = await browser.newContext({ viewport, colorScheme, bypassCSP: false });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", message => { if (message.type() === "error") complaints.push(message.text()); });
  page.on("pageerror", error => complaints.push(error.message));
  page.on("request", request => { if (!request.url().startsWith("file:")) complaints.push(request.url()); });
  await page.goto(pathToFileURL(join(folder, name)).href);
  await page.waitForSelector("h1");
  await use(page);
  assert.deepEqual(complaints, []);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${name} is ${wide} pixels wider than the screen`);
  if (process.env.SCREENSHOTS) await page.screenshot({ path: join(process.env.SCREENSHOTS, `${name}-${viewport.width}-${colorScheme}.png`), fullPage: true });
  await context.close();
}

/** What axe finds, in a page without a policy, which would keep axe out. */
async function faults(name, colorScheme) {
  const context = await browser.newContext({ viewport: DESK, colorScheme, bypassCSP: true });
  const page = await context.newPage();
  await page.goto(pathToFileURL(join(folder, name)).href);
  await page.waitForSelector("h1");
  await page.addScriptTag({ content: axe });
  const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  await context.close();
  return result.violations.map(each => `${each.id}: ${each.nodes.map(node => node.html).slice(0, 2).join(" ")}`);
}

/** How many colours a canvas has. */
function colours(page, place) {
  return page.locator("canvas").nth(place).evaluate(canvas => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const seen = new Set();
    for (let i = 0; i < data.length; i += 4) if (data[i + 3] > 0) seen.add(`${data[i] >> 4} ${data[i + 1] >> 4} ${data[i + 2] >> 4}`);
    return seen.size;
  });
}

test("a run shows its tasks and a timeline that zooms and moves", async () => {
  await look("run.html", DESK, async page => {
    assert.equal(await page.textContent("h1"), "Run of 3 tasks");
    assert.equal(await page.locator("section[aria-labelledby=tasks] [role=cell] button.plain").count(), 3);
    const timeline = page.locator(".timeline-box");
    await page.waitForFunction(() => document.querySelectorAll("canvas")[1].width > 300);
    assert.match(await timeline.getAttribute("aria-label"), /1 nodes, 3 tasks/);
    assert.ok(await colours(page, 0) > 3);
    assert.ok(await colours(page, 1) > 2);
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
    await page.locator("section[aria-labelledby=timeline]").scrollIntoViewIfNeeded();
    await page.waitForFunction(() => document.querySelectorAll("canvas")[1].width > 300);
    const box = await page.locator("canvas").nth(1).boundingBox();
    let text = "";
    for (let x = box.x + 140; x < box.x + box.width && !text.includes("of job"); x += 8) {
      await page.mouse.move(x, box.y + 5);
      text = await page.locator(".tip").first().textContent({ timeout: 1000 }).catch(() => "");
    }
    assert.match(text, /task-\d of job .*succeeded, exit code 0/);
    await page.mouse.down();
    await page.mouse.up();
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

test("a simulation shows charts whose numbers are whole", async () => {
  await look("report.html", DESK, async page => {
    assert.equal(await page.textContent("h1"), "Simulation of 20,000 tasks on 300 nodes");
    assert.match(await page.textContent("main"), /20,000 succeeded/);
    await page.waitForSelector(".uplot");
    assert.equal(await page.locator(".uplot").count(), 2);
    assert.match(await page.locator(".timeline-box").getAttribute("aria-label"), /nodes, [\d,]+ tasks on them/);
    await page.waitForFunction(() => document.querySelectorAll(".timeline-box canvas")[1].width > 300);
  });
});

for (const name of ["run.html", "failed.html", "report.html"]) {
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
