// Storage, as somebody with a mouse uses it: two accounts, containers, blobs by prefix and by the page, and what is in them.
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { accessible, browse, open, said as saidOn, serve } from "./server.mjs";

const LARGE = Buffer.alloc(9 * 1024 * 1024, "words ");
const BLOCK = { "x-ms-blob-type": "BlockBlob" };
let folder;
let server;
let eyes;
let page;

before(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "portal-"));
  const storageAccounts = [{ name: "onedata", containers: [{ name: "stuff" }] }, { name: "otherdata", containers: [{ name: "elsewhere" }] }];
  fs.writeFileSync(path.join(folder, "init.json"), JSON.stringify({ storageAccounts }));
  server = await serve("--init", path.join(folder, "init.json"));
  await server.blob("PUT", "stuff/deep/er/data.json", '{"a":[1,{"b":true}]}', { ...BLOCK, "Content-Type": "application/json", "x-ms-meta-origin": "a test" });
  await server.blob("PUT", "stuff/nothing.txt", "", BLOCK);
  await server.blob("PUT", "stuff/program", "\u0000\u0001\u0002", BLOCK);
  eyes = await browse();
  page = eyes.page;
  await page.goto(server.ready.portal);
  await page.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
});

after(async () => {
  await eyes?.browser.close();
  await server?.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

const press = (name, inside = page) => inside.getByRole("button", { name, exact: true }).click();
const said = text => saidOn(page, text);
const copied = () => page.evaluate(() => navigator.clipboard.readText());
const heading = name => page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
const crumb = name => page.getByRole("navigation", { name: "Where this is" }).getByRole("link", { name, exact: true }).click();

test("each account has its own containers and connection string", async () => {
  await page.getByRole("navigation", { name: "Views" }).getByRole("link", { name: "Storage" }).click();
  await heading("Storage");
  await accessible(page, "two storage accounts");
  await page.getByRole("link", { name: "otherdata" }).click();
  await page.getByRole("link", { name: "elsewhere" }).waitFor();
  await press("Copy the connection string");
  await said("Copied.");
  const other = await copied();
  assert.match(other, /;AccountName=otherdata;/);
  assert.match(other, /BlobEndpoint=[^;]*\/otherdata;/);
  await page.getByRole("link", { name: "elsewhere" }).click();
  await page.getByText("There are no blobs here.").waitFor();
  await crumb("otherdata");
  await heading("otherdata");
  await crumb("Storage");
  await page.getByRole("link", { name: "onedata" }).click();
  await page.getByRole("link", { name: "stuff" }).waitFor();
  await press("Copy the connection string");
  await said("Copied.");
  assert.equal(await copied(), server.ready.connectionString);
});

test("make, upload in blocks, preview, sign, delete", async () => {
  await open(page, server.base, "#/storage/onedata", "onedata");
  await press("New container…");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("No");
  await press("Create");
  await dialog.getByRole("alert").waitFor();
  await dialog.getByLabel("Name").fill("uploads");
  await press("Create");
  await said("The container is there.");
  await page.getByRole("link", { name: "uploads" }).click();
  await heading("uploads");
  fs.writeFileSync(path.join(folder, "large.bin"), LARGE);
  fs.writeFileSync(path.join(folder, "a b+c.json"), '{"one":1}');
  await page.getByLabel("Upload files").setInputFiles(["large.bin", "a b+c.json"].map(name => path.join(folder, name)));
  await said("large.bin is uploaded.");
  await said("a b+c.json is uploaded.");
  await press("a b+c.json");
  await page.getByText('"one": 1').waitFor();
  await press("Copy a SAS…");
  await press("Copy", dialog);
  await said("The URL is copied.");
  const url = await copied();
  assert.equal(await (await fetch(url)).text(), '{"one":1}');
  assert.equal((await fetch(url, { method: "PUT", body: "{}", headers: BLOCK })).status, 403);
  await press("Copy a SAS…");
  await dialog.getByLabel("It may").selectOption("rw");
  await dialog.getByLabel("For so many hours").fill("5");
  await press("Copy", dialog);
  await said("The URL is copied.");
  const writable = await copied();
  assert.equal((await fetch(writable, { method: "PUT", body: '{"two":2}', headers: BLOCK })).status, 201);
  assert.ok(Math.abs(Date.parse(new URL(writable).searchParams.get("se")) - Date.now() - 5 * 3600000) < 600000, "good for about five hours");

  await press("large.bin");
  const opened = page.getByRole("region", { name: "large.bin", exact: true });
  await opened.getByText("The first 256 KiB.").waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), opened.getByRole("link", { name: "Download" }).click()]);
  assert.ok(fs.readFileSync(await download.path()).equals(LARGE));
  await press("Close", opened);
  await opened.waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "large.bin", "who closes it is back where they were");
  await press("large.bin");
  await press("Delete", opened);
  await press("Delete", dialog);
  await said("The blob is deleted.");
  await opened.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "large.bin", exact: true }).waitFor({ state: "detached" });

  await crumb("onedata");
  const row = page.getByRole("row", { name: /uploads/ });
  await press("Delete", row);
  await press("Cancel", dialog);
  await dialog.waitFor({ state: "detached" });
  await press("Delete", row);
  await dialog.waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await press("Delete", row);
  await press("Delete", dialog);
  await said("The container is deleted.");
  await row.waitFor({ state: "detached" });
});

test("blobs by prefix, and what is in them", async () => {
  await open(page, server.base, "#/storage/onedata/stuff", "stuff");
  await press("nothing.txt");
  await page.getByText("It is empty.").waitFor();
  await press("program");
  await page.getByText("It is not text.").waitFor();
  await page.getByRole("link", { name: "deep/" }).click();
  await heading("deep");
  await page.getByRole("link", { name: "er/" }).click();
  await press("data.json");
  await page.getByText('"b": true').waitFor();
  const opened = page.getByRole("region", { name: "deep/er/data.json", exact: true });
  for (const fact of ["20 B (20 bytes)", "application/json", "BlockBlob", "Metadata: origin", "a test"]) await opened.getByText(fact, { exact: true }).first().waitFor();
  // What is uploaded here is here.
  fs.writeFileSync(path.join(folder, "note.txt"), "a note");
  await page.getByLabel("Upload files").setInputFiles(path.join(folder, "note.txt"));
  await said("note.txt is uploaded.");
  await press("note.txt");
  await page.getByText("a note", { exact: true }).waitFor();
  assert.equal(await server.call("GET", "blob/onedata/stuff/deep/er/note.txt"), "a note");
  await crumb("deep");
  await heading("deep");
  await crumb("stuff");
  await page.getByRole("link", { name: "deep/" }).waitFor();
});

test("more blobs than a page shows", async () => {
  await server.blob("PUT", "many?restype=container");
  const names = Array.from({ length: 503 }, (_, i) => `blob-${String(i).padStart(3, "0")}`);
  await Promise.all(Array.from({ length: 4 }, async () => {
    for (let next = names.pop(); next; next = names.pop()) await server.blob("PUT", `many/${next}`, next, BLOCK);
  }));
  await open(page, server.base, "#/storage/onedata/many", "many");
  await page.getByText("500 shown, there are more.").waitFor();
  assert.equal(await page.getByRole("button", { name: "blob-500" }).count(), 0);
  await press("Show more");
  await page.getByText("503 shown", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Show more" }).waitFor({ state: "detached" });
  // The button that had the focus has gone.
  await page.waitForFunction(() => document.activeElement.localName === "h1");
  await press("blob-502");
  await page.getByRole("region", { name: "Content of blob-502" }).getByText("blob-502").waitFor();
  assert.deepEqual(eyes.problems, []);
});
