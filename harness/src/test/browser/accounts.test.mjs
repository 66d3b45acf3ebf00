// A Batch account that is made later, at the management plane, is looked at like the first.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessible, browse, MACHINE, open, PATIENCE, said, serve } from "./server.mjs";

const TOKEN = "token-of-a-test";
let server;
let eyes;
let page;

async function manage(method, path, version, body) {
  const response = await fetch(`${server.ready.batchEndpoint}${path}?api-version=${version}`, {
    method, headers: { Authorization: `Bearer ${TOKEN}`, "Content-Type": "application/json" }, body: body && JSON.stringify(body),
  });
  const text = await response.text();
  assert.ok(response.ok, `${method} ${path}: ${response.status} ${text}`);
  return text ? JSON.parse(text) : {};
}

/** Makes an account, and waits until it is served. */
async function makeAccount(name) {
  const [subscription] = (await manage("GET", "/subscriptions", "2022-12-01")).value;
  const at = `${subscription.id}/resourceGroups/batchbench/providers/Microsoft.Batch/batchAccounts/${name}`;
  await manage("PUT", at, "2024-07-01", { location: "westeurope" });
  const end = Date.now() + PATIENCE;
  for (;;) {
    const { accounts } = await server.view("overview");
    if (accounts.some(each => each.account === name)) return at;
    assert.ok(Date.now() < end, `account ${name} is not served`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

before(async () => {
  server = await serve("--token", TOKEN);
  eyes = await browse();
  page = eyes.page;
});

after(async () => {
  await eyes?.browser.close();
  await server?.stop();
});

test("an account that is made appears, and has all views", async () => {
  await page.goto(server.ready.portal);
  await page.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
  const at = await makeAccount("second");
  await page.getByRole("button", { name: "Show second", exact: true }).click();
  await page.getByRole("banner").getByText("account second").waitFor();
  await page.getByText("No pools and no jobs yet.").waitFor();
  await accessible(page, "the overview of another account");

  const inSecond = (method, path, body) => server.call(method, `of/second/batch/${path}?api-version=2025-06-01`, body);
  await inSecond("POST", "pools", { id: "elsewhere", ...MACHINE, targetDedicatedNodes: 1 });
  await inSecond("POST", "jobs", { id: "there", poolInfo: { poolId: "elsewhere" } });
  await inSecond("POST", "jobs/there/tasks", { id: "speaks", commandLine: "/bin/echo from the second" });
  await server.until("the end of the task", "of/second/view/tasks?job=there&state=succeeded", tasks => tasks.matching === 1);
  await open(page, server.base, "#/jobs/there/tasks/speaks", "speaks");
  await page.getByRole("region", { name: "Content of stdout.txt" }).getByText("from the second").waitFor();
  await open(page, server.base, "#/timeline", "Timeline");
  await page.getByRole("application", { name: /^Timeline of pool elsewhere: 1 nodes, 1 tasks on them/ }).waitFor();
  await open(page, server.base, "#/pools/elsewhere", "elsewhere");
  await page.getByRole("button", { name: "Resize…", exact: true }).click();
  await page.getByLabel("Dedicated nodes").fill("2");
  await page.getByRole("button", { name: "Resize", exact: true }).click();
  await said(page, "The pool is being resized.");
  await page.getByRole("application", { name: "Map of 2 nodes" }).waitFor();

  // Faults and hold points are those of the account that is shown.
  await open(page, server.base, "#/faults", "Faults and hold points");
  const busy = page.getByRole("row", { name: /^busy / });
  await busy.getByRole("textbox").fill("1");
  await busy.getByRole("button", { name: "Switch on" }).click();
  await said(page, "busy=1 is on.");
  await page.getByLabel("Job", { exact: true }).fill("there");
  await page.getByRole("button", { name: "Set", exact: true }).click();
  await said(page, "The hold point is set.");
  await inSecond("POST", "jobs/there/tasks", { id: "held", commandLine: "true" });
  await page.getByRole("row", { name: /task there/ }).getByRole("cell", { name: "1", exact: true }).waitFor();
  assert.deepEqual((await server.view("overview")).faults, []);
  const { accounts } = await server.view("overview");
  const list = each => fetch(`${each.endpoint}/pools?api-version=2025-06-01`, { headers: { Authorization: `Bearer ${TOKEN}` } });
  assert.equal((await list(accounts.find(each => each.account !== "second"))).status, 200);
  assert.equal((await list(accounts.find(each => each.account === "second"))).status, 503);
  await page.getByRole("table", { name: "Faults that are on" }).getByRole("row", { name: /busy=1\s+1/ }).waitFor();
  await open(page, server.base, "#/", "Overview");
  await page.getByRole("region", { name: "What is in the way" }).getByText("it struck 1 time.").waitFor();
  await open(page, server.base, "#/faults", "Faults and hold points");
  await page.getByRole("row", { name: /task there/ }).getByRole("button", { name: "Release" }).click();
  await said(page, "The hold point is gone.");
  await page.getByRole("row", { name: /^busy=1/ }).getByRole("button", { name: "End" }).click();
  await said(page, "busy=1 is over.");
  await open(page, server.base, "#/pools/elsewhere", "elsewhere");

  // It stays chosen when the page is loaded anew; the first has nothing of it.
  await page.reload();
  await page.getByRole("application", { name: "Map of 2 nodes" }).waitFor();
  assert.deepEqual(await server.view("pools"), []);
  await page.getByRole("button", { name: "Back to the first" }).click();
  await page.getByText("No pools and no jobs yet.").waitFor();

  await page.getByRole("button", { name: "Show second", exact: true }).click();
  await page.getByRole("banner").getByText("account second").waitFor();
  await manage("DELETE", at, "2024-07-01");
  await page.getByRole("link", { name: "Pools", exact: true }).first().click();
  await page.getByText("There is no Batch account 'second' any more.").waitFor();
  await page.getByRole("button", { name: "Back to the first" }).click();
  await page.getByText("No pools and no jobs yet.").waitFor();
  assert.deepEqual(eyes.problems, []);
});
