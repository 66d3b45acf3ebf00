// What clients have asked: it is found, with what came of it, and can be sent again.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { accessible, batchPath, MACHINE, open, PATIENCE } from "./server.mjs";
import { stage } from "./stage.mjs";

let server;
let eyes;
let page;
let press;
let said;
let stop;

before(async () => {
  ({ server, eyes, page, press, said, stop } = await stage());
});

after(() => stop?.());

test("what a pool did not get, and what is not modelled, is said", async () => {
  await server.call("POST", "control/faults", { fault: "resize-error=AllocationFailed" });
  await server.batch("POST", "pools", { id: "starved", ...MACHINE, targetDedicatedNodes: 1 });
  await open(page, server.base, "#/pools/starved", "starved");
  await page.getByRole("heading", { level: 2, name: "Resize error: AllocationFailed" }).waitFor();
  await open(page, server.base, "#/pools", "Pools");
  await page.getByRole("row", { name: /^starved/ }).getByText("AllocationFailed").waitFor();

  const { text: sas } = JSON.parse(await server.call("POST", "control/sas", { account: server.ready.storageAccount, container: "stuff", blob: "disk", permissions: "racwd", hours: 1 }));
  assert.equal((await fetch(sas, { method: "PUT", headers: { "x-ms-blob-type": "PageBlob", "x-ms-blob-content-length": "512" } })).status, 501);
  await open(page, server.base, "#/requests", "Requests");
  await page.getByRole("region", { name: "Asked for, and not modelled" }).getByRole("listitem").first().waitFor();
  await page.getByLabel("Outcome").selectOption("not modelled");
  await page.getByRole("row", { name: /501 not modelled.*PUT/ }).waitFor();
});

/** The requests, without the filters of a test before. */
async function openUnfiltered() {
  await open(page, server.base, "#/", "Overview");
  await open(page, server.base, "#/requests", "Requests");
}

test("requests are found by text and service, and show their headers", async () => {
  const { text: token } = JSON.parse(await server.call("POST", "control/token", { service: "batch" }));
  const asked = await fetch(`${server.ready.batchEndpoint}/jobs/no-such-job?api-version=2025-06-01`, { headers: { Authorization: `Bearer ${token}`, "If-None-Match": "a-test" } });
  assert.equal(asked.status, 404);
  await openUnfiltered();
  const table = page.getByRole("table", { name: /^Requests/ });
  await table.getByRole("button", { name: /no-such-job/ }).waitFor();
  await page.getByLabel("Text").fill("NO-SUCH-JOB");
  await page.getByRole("table", { name: "Requests, 1 rows" }).waitFor();
  await page.getByLabel("Service").selectOption("blob");
  await page.getByRole("table", { name: "Requests, 0 rows" }).waitFor();
  await page.getByLabel("Service").selectOption("batch");
  await page.getByRole("table", { name: "Requests, 1 rows" }).waitFor();
  await table.getByRole("button", { name: /no-such-job/ }).click();
  const details = page.getByRole("region", { name: /^Request \d+$/ });
  await details.getByText("Headers", { exact: true }).click();
  await details.getByRole("region", { name: "Headers" }).getByText("if-none-match: a-test").waitFor();
  await details.getByRole("region", { name: "What was wrong" }).getByText("JobNotFound").waitFor();
  await accessible(page, "a request");
  await press("Close", details);
});

/** Runs a command that somebody has pasted into a shell, and says the status of the answer and what came after its head. */
function pasted(command, folder) {
  const { stdout, stderr, status } = spawnSync("bash", ["-c", command], { cwd: folder, encoding: "utf8", timeout: PATIENCE });
  assert.equal(status, 0, `${command}\n${stderr}`);
  const [head, ...body] = stdout.split("\r\n\r\n");
  return { status: Number(head.split(" ")[1]), head, body: body.join("\r\n\r\n") };
}

test("requests: what a fault has answered, and each again as curl", async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "portal-"));
  const { batchEndpoint, storageAccount } = server.ready;
  const { text: sas } = JSON.parse(await server.call("POST", "control/sas", { account: storageAccount, container: "stuff", blob: "it's.txt", permissions: "racwd", hours: 1 }));
  await server.call("POST", "control/faults", { fault: "busy=1" });
  const { text: token } = JSON.parse(await server.call("POST", "control/token", { service: "batch" }));
  const asClient = { Authorization: `Bearer ${token}`, "Content-Type": "application/json; odata=minimalmetadata" };
  const jobs = `${batchEndpoint}/jobs?api-version=2025-06-01`;
  assert.equal((await fetch(`${batchEndpoint}/pools?api-version=2025-06-01`, { headers: asClient })).status, 503);
  const job = JSON.stringify({ id: "it's-a-job".replace("'", "-"), displayName: "it's \"quoted\" $HOME", poolInfo: { poolId: "nowhere" } });
  assert.equal((await fetch(jobs, { method: "POST", headers: asClient, body: job })).status, 201);
  const put = body => fetch(sas, { method: "PUT", body, headers: { "x-ms-blob-type": "BlockBlob", "x-ms-meta-note": "it's kept", "x-ms-blob-content-type": "text/x-own", "If-None-Match": "*" } });
  assert.equal((await put("words & 'more'\n")).status, 201);
  assert.equal((await put(new Uint8Array([0, 1, 2]))).status, 409);

  await openUnfiltered();
  const copied = async row => {
    await row.first().getByRole("button").click();
    const details = page.getByRole("region", { name: /^Request \d+$/ });
    await page.waitForFunction(() => /^Request \d+$/.test(document.activeElement.textContent));
    await page.locator("[role=row][aria-current=true]").waitFor();
    await press("Copy as curl", details);
    await said("Copied.");
    const command = await page.evaluate(() => navigator.clipboard.readText());
    const words = await details.textContent();
    await press("Close", details);
    await details.waitFor({ state: "detached" });
    assert.equal(await page.evaluate(() => document.activeElement.closest("[role=row]") !== null), true, "who closes it is back at its row");
    return { command, words };
  };
  await page.getByLabel("Outcome").selectOption("by a fault or stub");
  const fault = await copied(page.getByRole("row", { name: /503 by a fault or stub/ }));
  assert.match(fault.words, /It has not seen this request/);
  const list = pasted(fault.command, folder);
  assert.equal(list.status, 200);
  assert.ok(JSON.parse(list.body).value.some(pool => pool.id === "workers"));

  await page.getByLabel("Outcome").selectOption("done");
  const made = await copied(page.getByRole("row", { name: /201 done.*POST/ }));
  assert.equal(pasted(made.command, folder).status, 409, "the job is there already");
  await server.batch("DELETE", "jobs/it-s-a-job");
  await server.until("no job", "view/jobs", all => all.every(each => each.id !== "it-s-a-job"));
  assert.equal(pasted(made.command, folder).status, 201);
  assert.equal(JSON.parse(await server.call("GET", batchPath("jobs/it-s-a-job"))).displayName, "it's \"quoted\" $HOME");

  const stored = await copied(page.getByRole("row", { name: /201 done.*PUT/ }));
  assert.match(stored.words, /It had a SAS/);
  assert.doesNotMatch(stored.command, /sig=/);
  await server.blob("DELETE", "stuff/it's.txt");
  assert.equal(pasted(stored.command, folder).status, 201);
  const there = await fetch(sas);
  assert.equal(await there.text(), "words & 'more'\n");
  assert.equal(there.headers.get("content-type"), "text/x-own");
  assert.equal(there.headers.get("x-ms-meta-note"), "it's kept");

  await page.getByLabel("Outcome").selectOption("refused");
  const bytes = await copied(page.getByRole("row", { name: /409 refused.*PUT/ }));
  assert.match(bytes.words, /Its body of 3 bytes is not kept/);
  fs.writeFileSync(path.join(folder, "body"), new Uint8Array([0, 1, 2]));
  assert.equal(pasted(bytes.command, folder).status, 409);
  fs.rmSync(folder, { recursive: true });
  assert.deepEqual(eyes.problems, []);
});
