// Who gets in, seen from a browser: nobody without the token, and no other page.
import assert from "node:assert/strict";
import http from "node:http";
import { after, before, test } from "node:test";
import { browse, open, serve } from "./server.mjs";

let server;
let eyes;

before(async () => {
  server = await serve();
  await server.batch("POST", "jobs", { id: "secret-job", poolInfo: { poolId: "nowhere" } });
  eyes = await browse();
});

after(async () => {
  await eyes?.browser.close();
  await server?.stop();
});

test("without the token there is only where to find it", async () => {
  const page = await (await eyes.browser.newContext()).newPage();
  const asked = [];
  page.on("request", request => asked.push(request.url()));
  const answer = await page.goto(server.base);
  assert.equal(answer.status(), 401);
  assert.match(await page.textContent("h1"), /needs its token/);
  assert.deepEqual(asked.filter(url => url !== server.base && !url.endsWith("favicon.ico")), []);
  assert.equal((await page.goto(`${server.base}app.js`)).status(), 401);
  assert.equal((await page.goto(`${server.base}?token=guess`)).status(), 403);
});

test("the token leaves the address, and no script can read the cookie", async () => {
  await eyes.page.goto(server.ready.portal);
  await eyes.page.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
  assert.equal(eyes.page.url(), server.base);
  assert.equal(await eyes.page.evaluate(() => document.cookie), "");
  assert.ok(!(await eyes.page.content()).includes(server.ready.storageKey));
  const [cookie] = await eyes.context.cookies();
  assert.equal(cookie.httpOnly, true);
  assert.equal(cookie.sameSite, "Strict");
});

test("a page of another origin sees nothing and does nothing, even in the browser that is in", async () => {
  const evil = http.createServer((request, response) => response.setHeader("Content-Type", "text/html").end("<h1>evil</h1>"));
  await new Promise(resolve => evil.listen(0, "127.0.0.1", resolve));
  try {
    const page = await eyes.context.newPage();
    // The same host, so that only the port, and with it the origin, is another.
    await page.goto(`http://127.0.0.1:${evil.address().port}/`);
    const seen = await page.evaluate(async base => {
      const attempts = {
        read: () => fetch(`${base}api/view/overview`, { credentials: "include" }).then(answer => answer.text()),
        blind: () => fetch(`${base}api/view/overview`, { credentials: "include", mode: "no-cors" }).then(answer => answer.text()),
        reset: () => fetch(`${base}api/control/reset`, { method: "POST", credentials: "include", mode: "no-cors", body: "{}" }).then(answer => answer.text()),
        header: () => fetch(`${base}api/control/reset`, { method: "POST", credentials: "include", headers: { "X-Batchbench-Portal": "1" }, body: "{}" }).then(answer => answer.text()),
        script: () => import(`${base}app.js`).then(module => Object.keys(module).join()),
        frame: () => new Promise(resolve => {
          const frame = document.createElement("iframe");
          frame.onload = () => {
            try {
              resolve(frame.contentDocument.body.textContent);
            } catch {
              resolve("");
            }
          };
          frame.src = base;
          document.body.append(frame);
        }),
      };
      const answers = {};
      for (const [name, attempt] of Object.entries(attempts)) answers[name] = await attempt().catch(() => "");
      return answers;
    }, server.base);
    assert.deepEqual(seen, { read: "", blind: "", reset: "", header: "", script: "", frame: "" });
    assert.equal((await server.view("overview")).jobs.length, 1, "the job is still there");
    await page.close();
  } finally {
    evil.close();
  }
});

test("an idle page asks for nothing, and hears of a change at once", async () => {
  const { page } = eyes;
  await page.goto("about:blank");
  // A page that has just been opened asks when it is drawn, and once more when the first event comes; then it is idle.
  let answers = 0;
  const idle = new Promise(resolve => page.on("requestfinished", request => {
    if (request.url().endsWith("view/jobs") && ++answers === 2) resolve();
  }));
  await open(page, server.base, "#/jobs", "Jobs");
  await page.getByRole("link", { name: "secret-job" }).waitFor();
  await idle;
  const asked = [];
  page.on("request", request => asked.push(request.url()));
  await page.waitForTimeout(3000);
  assert.deepEqual(asked, []);
  await server.batch("POST", "jobs", { id: "new-job", poolInfo: { poolId: "nowhere" } });
  await page.getByRole("link", { name: "new-job" }).waitFor();
  assert.deepEqual(eyes.problems, []);
});
