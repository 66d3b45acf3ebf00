// What a person waits for with a hundred thousand tasks and ten thousand nodes, and what the page costs: measured, printed, never
// asserted. Medians of ROUNDS; memory over MINUTES of changes. Run by .ci/portal-times.
import fs from "node:fs";
import { having, serveMany, taskId, TASKS, TERMINATED } from "./large.mjs";
import { browse, open } from "./server.mjs";

const ROUNDS = Number(process.env.ROUNDS || 7);
const MINUTES = Number(process.env.MINUTES || 1);
const IDLE_SECONDS = 20;
const measured = new Map();

function note(what, millis, limit) {
  if (!measured.has(what)) measured.set(what, { limit, all: [] });
  measured.get(what).all.push(millis);
}

function print() {
  console.table(Object.fromEntries([...measured].map(([what, { limit, all }]) => {
    const sorted = [...all].sort((a, b) => a - b);
    return [what, { "median (ms)": Math.round(sorted[sorted.length >> 1]), "longest (ms)": Math.round(sorted[sorted.length - 1]), "wanted (ms)": limit }];
  })));
}

/** Loads the page anew at a view, and says how long it took until an element was there. */
async function firstView(page, base, hash, selector) {
  await page.goto("about:blank");
  await page.goto(base + hash, { waitUntil: "commit" });
  return page.evaluate(wanted => new Promise(resolve => {
    const look = () => (document.querySelector(wanted) ? resolve(performance.now()) : requestAnimationFrame(look));
    look();
  }), selector);
}

/** Gives a field of the table of tasks a value, and says how long it took until there were so many rows. */
function filter(page, label, value, count) {
  return page.evaluate(([name, text, wanted]) => new Promise(resolve => {
    const field = [...document.querySelectorAll(".filters label")].find(each => each.textContent.startsWith(name)).querySelector("input, select");
    const begun = performance.now();
    field.value = text;
    field.dispatchEvent(new Event(field.tagName === "SELECT" ? "change" : "input", { bubbles: true }));
    const look = () => (document.querySelector(`[data-matching='${wanted}']`) ? resolve(performance.now() - begun) : requestAnimationFrame(look));
    look();
  }), [label, value, count]);
}

/** Sorts by a column, and says how long it took until a task was there. */
function sort(page, column, id) {
  return page.evaluate(([name, wanted]) => new Promise(resolve => {
    const begun = performance.now();
    [...document.querySelectorAll(".grid-head button")].find(each => each.textContent.startsWith(name)).click();
    const look = () => (document.querySelector(`.grid-row a[href$='${wanted}']`) ? resolve(performance.now() - begun) : requestAnimationFrame(look));
    look();
  }), [column, id]);
}

/** The longest task of the page's thread while something is done. */
async function longestTask(page, act) {
  await page.evaluate(() => {
    window.longest = 0;
    window.observer = new PerformanceObserver(list => list.getEntries().forEach(entry => { window.longest = Math.max(window.longest, entry.duration); }));
    window.observer.observe({ type: "longtask" });
  });
  await act();
  await page.evaluate(() => new Promise(resolve => setTimeout(resolve, 100)));
  return page.evaluate(() => {
    window.observer.disconnect();
    return window.longest;
  });
}

/** Scrolls an element from its top to its end in steps, a frame each. */
function scroll(page, selector, steps) {
  return page.evaluate(async ([wanted, count]) => {
    const box = document.querySelector(wanted);
    for (let i = 0; i <= count; i++) {
      box.scrollTop = (box.scrollHeight * i) / count;
      await new Promise(requestAnimationFrame);
    }
  }, [selector, steps]);
}

async function tasks(page, base) {
  note("tasks: first view", await firstView(page, base, "#/jobs/many", `[data-matching='${TASKS}']`), 1500);
  note("tasks: filter by state, few", await filter(page, "State", "failed", TERMINATED), 200);
  note("tasks: filter by state, most", await filter(page, "State", "active", TASKS - TERMINATED), 200);
  note("tasks: no filter again", await filter(page, "State", "", TASKS), 200);
  note("tasks: filter by text", await filter(page, "Id or node", "999", having("999")), 200);
  note("tasks: no filter again", await filter(page, "Id or node", "", TASKS), 200);
  note("tasks: filter by exit code", await filter(page, "Exit code", "0", 0), 200);
  note("tasks: no filter again", await filter(page, "Exit code", "", TASKS), 200);
  note("tasks: sort by id, down", await sort(page, "Task", taskId(TASKS - 1)), 200);
  note("tasks: longest task while scrolling through all", await longestTask(page, () => scroll(page, ".grid", 60)), 100);
}

async function nodes(page, base) {
  note("nodes: first view", await firstView(page, base, "#/pools/large", ".heat canvas"), 1500);
  await page.locator(".heat canvas").focus();
  note("nodes: longest task while moving on the map", await longestTask(page, async () => {
    for (let i = 0; i < 20; i++) await page.keyboard.press(i % 2 ? "ArrowRight" : "ArrowDown");
  }), 100);
  note("nodes: longest task while scrolling through all", await longestTask(page, () => scroll(page, ".grid", 60)), 100);
}

async function timeline(page, base) {
  note("timeline: first view", await firstView(page, base, "#/timeline", ".timeline-box"), 1500);
  const box = page.locator(".timeline-box");
  note("timeline: longest task while zooming", await longestTask(page, async () => {
    for (let i = 0; i < 6; i++) await box.press(i < 3 ? "+" : "-");
  }), 100);
  note("timeline: longest task while scrolling through all", await longestTask(page, () => scroll(page, ".timeline-rows", 60)), 100);
}

/** The heap and the elements of the page at some moments of minutes in which tasks come and go as fast as the server makes them. */
async function memory(context, page, server) {
  await open(page, server.base, "#/jobs/many", "many");
  const session = await context.newCDPSession(page);
  const look = async () => {
    await session.send("HeapProfiler.collectGarbage");
    const { nodes: elements } = await session.send("Memory.getDOMCounters");
    return { "heap (MB)": ((await session.send("Runtime.getHeapUsage")).usedSize / 1e6).toFixed(1), "nodes of the document": elements };
  };
  const seen = { begin: { ...(await look()), changes: 0 } };
  const begun = Date.now();
  let changes = 0;
  for (let minute = 1; minute <= MINUTES; minute++) {
    for (let i = 0; Date.now() < begun + minute * 60000; i++) {
      await server.batch("POST", "jobs/many/tasks", { id: `more-${minute}-${i}`, commandLine: "true" });
      await server.batch("DELETE", `jobs/many/tasks/more-${minute}-${i}`);
      changes += 2;
    }
    if (minute === 1 || minute === MINUTES || minute % 5 === 0) seen[`after ${minute} min`] = { ...(await look()), changes };
  }
  console.table(seen);
}

/** How long the server's process has computed, in milliseconds; of a Linux with the usual 100 ticks a second. */
function computed(pid) {
  const [user, system] = fs.readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /, "").split(" ").slice(11, 13).map(Number);
  return (user + system) * 10;
}

/** What the server computes while nobody looks, and while a page is open and nothing happens. */
async function idle(page, server) {
  const seen = {};
  for (const [what, url] of [["no page", "about:blank"], ["Overview", server.base], ["Jobs", `${server.base}#/jobs`], ["Timeline", `${server.base}#/timeline`]]) {
    await page.goto("about:blank");
    await page.goto(url);
    await page.waitForTimeout(3000);
    const before = computed(server.pid);
    await page.waitForTimeout(IDLE_SECONDS * 1000);
    seen[what] = { [`computed in ${IDLE_SECONDS} s (ms)`]: computed(server.pid) - before };
  }
  console.table(seen);
}

const server = await serveMany();
const { browser, context, page } = await browse();
try {
  await page.goto(server.ready.portal);
  await page.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
  for (let round = 0; round < ROUNDS; round++) {
    note("overview: first view", await firstView(page, server.base, "", ".figures"), 1500);
    await tasks(page, server.base);
    await nodes(page, server.base);
    await timeline(page, server.base);
  }
  print();
  await idle(page, server);
  if (MINUTES > 0) await memory(context, page, server);
} finally {
  await browser.close();
  await server.stop();
}
