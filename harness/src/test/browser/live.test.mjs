// The page while things change: counts move, a page that nobody looks at asks for nothing, and a server that does not answer is told of.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browse, MACHINE, open, serve } from "./server.mjs";

let server;
let eyes;
let page;

before(async () => {
  server = await serve();
  eyes = await browse();
  page = eyes.page;
});

after(async () => {
  await eyes?.browser.close();
  await server?.stop();
});

test("the counts of the overview move", async () => {
  await page.goto(server.ready.portal);
  await page.getByText("No pools and no jobs yet.").waitFor();
  const there = page.getByRole("region", { name: "What there is" });
  const figure = (name, value) => page.locator(".figures div").filter({ has: page.getByText(name, { exact: true }) }).getByText(value, { exact: true }).waitFor();
  const says = text => there.getByText(text, { exact: true }).first().waitFor();
  await server.batch("POST", "pools", { id: "small", ...MACHINE, targetDedicatedNodes: 2, taskSlotsPerNode: 1 });
  await figure("Pools", "1");
  await figure("Nodes", "2");
  await says("2 idle");
  await server.batch("POST", "jobs", { id: "moves", poolInfo: { poolId: "small" } });
  const { number } = JSON.parse(await server.call("POST", "control/holds", { kind: "task", owner: "moves", id: "", state: "running" }));
  await figure("Jobs", "1");
  for (const [id, commandLine] of [["good", "/bin/true"], ["bad", "/bin/false"], ["late", "/bin/true"]]) await server.batch("POST", "jobs/moves/tasks", { id, commandLine });
  await figure("Tasks", "3");
  await there.getByRole("img", { name: "1 active, 2 running" }).waitFor();
  await says("2 running");
  await server.call("POST", "control/holds/release", { number });
  await there.getByRole("img", { name: "2 succeeded, 1 failed" }).waitFor();
  await says("2 idle");
  await page.getByRole("region", { name: "What is in the way" }).getByText("1 task failed.").waitFor();
  await server.batch("POST", "pools/small/resize", { targetDedicatedNodes: 1, targetLowPriorityNodes: 0 });
  await figure("Nodes", "1");
  await server.batch("DELETE", "jobs/moves");
  await figure("Tasks", "0");
  await figure("Jobs", "0");
  await page.getByRole("region", { name: "What is in the way" }).waitFor({ state: "detached" });
});

/** What the browser says when somebody turns to another tab, and back. */
function hide(hidden) {
  return page.evaluate(value => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => value });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);
}

test("a page that nobody looks at asks for nothing, and has the news when somebody does", async () => {
  await open(page, server.base, "#/jobs", "Jobs");
  const other = await eyes.context.newPage();
  await open(other, server.base, "#/jobs", "Jobs");
  await hide(true);
  const asked = [];
  const note = request => asked.push(request.url());
  page.on("request", note);
  await server.batch("POST", "jobs", { id: "meanwhile", poolInfo: { poolId: "small" } });
  await other.getByRole("link", { name: "meanwhile" }).waitFor();
  assert.deepEqual(asked, []);
  assert.equal(await page.getByRole("link", { name: "meanwhile" }).count(), 0);
  page.off("request", note);
  await other.close();
  await hide(false);
  await page.getByRole("link", { name: "meanwhile" }).waitFor();
});

test("a page says that its server does not answer, as long as that is so", async () => {
  const lost = page.getByRole("alert").filter({ hasText: "The server does not answer. What is shown may be old." });
  const events = url => url.pathname.endsWith("/api/events");
  await page.route(events, route => route.abort("connectionrefused"));
  await page.reload();
  await lost.waitFor();
  await page.unroute(events);
  await lost.waitFor({ state: "detached" });
  await page.getByRole("link", { name: "meanwhile" }).waitFor();
  await server.stop();
  await lost.waitFor();
  assert.equal(await page.getByRole("link", { name: "meanwhile" }).count(), 1, "what was there can still be read");
  assert.deepEqual(eyes.problems, []);
});
