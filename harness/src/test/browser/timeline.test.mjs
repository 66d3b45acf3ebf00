// The timeline, as somebody with a mouse or a keyboard uses it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open, PATIENCE } from "./server.mjs";
import { stage } from "./stage.mjs";

let server;
let eyes;
let page;
let press;
let said;
let stop;
let timeline;
let canvas;

before(async () => {
  ({ server, eyes, page, press, said, stop } = await stage());
  timeline = page.getByRole("application", { name: /^Timeline of pool workers: 3 nodes, 2 tasks on them/ });
  canvas = timeline.locator(".timeline-rows canvas");
});

after(() => stop?.());

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

/** When what a timeline shows begins. */
function shownFrom() {
  const label = document.querySelector("[role=application]").getAttribute("aria-label");
  return new Date(`${/from (.*) to /.exec(label)[1].replace(" ", "T")}Z`).getTime();
}

const shows = (...limits) => page.waitForFunction(shownTime, limits);
const tasks = () => page.waitForFunction(anyBar);

/** Does something, and waits until what is shown begins earlier or later. */
async function moves(direction, act) {
  const before = await page.evaluate(shownFrom);
  await act();
  await page.waitForFunction(([way, then]) => {
    const label = document.querySelector("[role=application]").getAttribute("aria-label");
    const from = new Date(`${/from (.*) to /.exec(label)[1].replace(" ", "T")}Z`).getTime();
    return way * (from - then) > 0;
  }, [direction, before]);
}

/** A change in between moves the bars: whoever misses one that failed points again. */
async function untilHit(act, isSo) {
  for (const end = Date.now() + PATIENCE; ;) {
    assert.ok(Date.now() < end, "no bar of a task that failed can be hit");
    const position = await (await page.waitForFunction(redBar)).jsonValue();
    if (position !== "there") await act(position);
    if (await isSo()) return;
  }
}

test("zoom, by buttons and keys", async () => {
  await open(page, server.base, "#/timeline", "Timeline");
  await page.getByRole("combobox", { name: /^Pool/ }).selectOption("workers");
  await timeline.waitFor();
  const all = await page.evaluate(shownTime);
  await timeline.press("+");
  await shows(0, 0.8 * all);
  await timeline.press("-");
  await shows(0.9 * all, Infinity);
  await press("1 d");
  // It is as much as a young server has to show, and some room.
  await shows(1.5 * all, 86401000);
  const day = await page.evaluate(shownTime);
  await press("All");
  await shows(0, 0.6 * day);
  await press("Zoom out");
  await shows(1.5 * all, Infinity);
  await press("All");
  await shows(0, 0.6 * day);
  // Who zooms in sees tasks, wherever in what was shown they were.
  for (let i = 0; i < 6; i++) await press("Zoom in");
  await shows(0, 0.03 * all);
  await tasks();
  for (const [name, most] of [["1 min", 60100], ["1 h", 3601000]]) {
    await press("1 s");
    await shows(990, 1010);
    await tasks();
    await press(name);
    await shows(1500, most);
  }
  await press("1 s");
  await shows(990, 1010);
  await timeline.press("0");
  await shows(0.9 * all, 0.6 * day);
});

test("move, by dragging, by keys and by the wheel", async () => {
  await press("Fit tasks");
  await shows(0.001, Infinity);
  await tasks();
  const fitted = await page.evaluate(shownTime);
  await canvas.scrollIntoViewIfNeeded();
  const place = await canvas.boundingBox();
  const middle = { x: place.x + place.width / 2, y: place.y + 5 };
  await moves(-1, async () => {
    await page.mouse.move(middle.x, middle.y);
    await page.mouse.down();
    await page.mouse.move(middle.x + 60, middle.y, { steps: 3 });
    await page.mouse.up();
  });
  await moves(1, () => page.mouse.wheel(200, 0));
  await moves(1, () => timeline.press("ArrowRight"));
  await moves(-1, () => timeline.press("ArrowLeft"));
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, 200);
  await page.keyboard.up("Control");
  await shows(1.1 * fitted, Infinity);
});

test("a task says what it is to who points at it, and opens by a click", async () => {
  await press("Fit tasks");
  await tasks();
  const tip = page.locator(".tip");
  await untilHit(position => canvas.hover({ position }), async () => (await tip.getByText("failed, exit code 4").count()) > 0);
  await tip.getByText("fails of job work").waitFor();
  await page.getByRole("combobox", { name: /^Pool/ }).selectOption("broken");
  await page.getByRole("application", { name: /^Timeline of pool broken: 1 nodes, 0 tasks on them/ }).waitFor();
  await page.getByRole("button", { name: "Fit tasks" }).press("Enter");
  await said("No task has been on a node of this pool.");
  await page.getByRole("combobox", { name: /^Pool/ }).selectOption("workers");
  await timeline.waitFor();
  await press("Fit tasks");
  await untilHit(position => canvas.click({ position }), () => page.evaluate(() => location.hash.endsWith("/tasks/fails")));
  await page.getByRole("heading", { level: 1, name: "fails", exact: true }).waitFor();
  assert.deepEqual(eyes.problems, []);
});
