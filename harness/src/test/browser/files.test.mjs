// What tasks and nodes have written, as it grows, and what a task was started with.
import assert from "node:assert/strict";
import fs from "node:fs";
import { after, before, test } from "node:test";
import { accessible, batchPath, open } from "./server.mjs";
import { stage } from "./stage.mjs";

let server;
let eyes;
let page;
let press;
let confirm;
let stop;

before(async () => {
  ({ server, eyes, page, press, confirm, stop } = await stage());
});

after(() => stop?.());

async function downloaded() {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download" }).click()]);
  return fs.readFileSync(await download.path(), "utf8");
}

const content = name => page.getByRole("region", { name: `Content of ${name}` });

test("a running task's output is followed, as long as one wants that", async () => {
  await server.batch("POST", "jobs", { id: "talk", poolInfo: { poolId: "workers" } });
  await server.batch("POST", "jobs/talk/tasks", { id: "talks", commandLine: "/bin/sh -c 'i=0; while [ $i -lt 60 ]; do i=$((i+1)); echo line $i; done; while :; do i=$((i+1)); echo line $i; sleep 0.2; done'" });
  await server.until("a running task", batchPath("jobs/talk/tasks/talks"), task => task.state === "running");
  await open(page, server.base, "#/jobs/talk/tasks/talks", "talks");
  const text = content("stdout.txt");
  const follow = page.getByLabel("follow its end");
  const grows = async () => {
    const last = (await text.textContent()).trim().split("\n").length;
    await text.getByText(`line ${last + 3}\n`).waitFor();
  };
  const isAtItsEnd = () => page.waitForFunction(() => {
    const box = document.querySelector("[aria-label='Content of stdout.txt']");
    return box.scrollHeight > box.clientHeight + 100 && box.scrollHeight - box.clientHeight - box.scrollTop < 2;
  });
  await text.getByText("line 60").waitFor();
  assert.equal(await follow.isChecked(), true);
  await isAtItsEnd();
  await grows();
  await isAtItsEnd();
  await follow.uncheck();
  await text.evaluate(box => { box.scrollTop = 0; });
  await grows();
  await page.evaluate(() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  assert.equal(await text.evaluate(box => box.scrollTop), 0, "who reads its beginning stays there");
  await follow.check();
  await isAtItsEnd();
  await grows();
  await isAtItsEnd();
  await press("stderr.txt");
  await page.getByText("It is empty.").waitFor();
  await press("stdout.txt");
  await text.waitFor();
  await confirm("Terminate");
  await page.getByText("TaskEnded").first().waitFor();
  await follow.waitFor({ state: "detached" });
});

test("of a long file its end is shown, and all of it is downloaded", async () => {
  await server.batch("POST", "jobs", { id: "write", poolInfo: { poolId: "workers" } });
  await server.batch("POST", "jobs/write/tasks", { id: "long", commandLine: "/bin/sh -c 'echo first words; i=0; while [ $i -lt 3000 ]; do i=$((i+1)); echo line $i of more than the page shows; done; echo last words'" });
  await server.until("a completed task", batchPath("jobs/write/tasks/long"), task => task.state === "completed");
  await open(page, server.base, "#/jobs/write/tasks/long", "long");
  await page.getByText("Its end; what is before is in the download.").waitFor();
  await content("stdout.txt").getByText("last words").waitFor();
  assert.doesNotMatch(await content("stdout.txt").textContent(), /first words/);
  assert.match(await downloaded(), /^first words\nline 1 of .*\nlast words\n$/s);
});

test("there are no files before a task has begun", async () => {
  await open(page, server.base, "#/jobs/work/tasks/after", "after");
  await page.getByRole("region", { name: "Files" }).getByText("There are files once it has begun to run.").waitFor();
});

test("the files of a node, with what its start task has said", async () => {
  await open(page, server.base, "#/pools/broken", "broken");
  await page.getByRole("region", { name: "The start task failed on 1 node" }).getByRole("link").click();
  await page.waitForURL(/nodes\//);
  const start = page.getByRole("region", { name: "Start task" });
  await start.getByText("FailureExitCode").first().waitFor();
  await content("startup/stderr.txt").getByText("no model here").waitFor();
  await accessible(page, "a node whose start task failed");
  assert.equal(await downloaded(), "no model here\n");
  await press("startup/stdout.txt");
  await page.getByText("It is empty.").waitFor();
});

test("a secret in the environment of a task is hidden until it is asked for", async () => {
  const environmentSettings = [
    { name: "PLAIN", value: "for all to see" }, { name: "DB_PASSWORD", value: "hunter-two" }, { name: "INPUT", value: "https://x.example/c?sv=1&sig=abc%2Fdef" }, { name: "NOTHING" },
  ];
  await server.batch("POST", "jobs/work/tasks", { id: "secretive", commandLine: "/bin/true", environmentSettings });
  await open(page, server.base, "#/jobs/work/tasks/secretive", "secretive");
  const environment = page.getByRole("region", { name: "Environment" });
  await environment.getByText("for all to see").waitFor();
  await environment.getByText("empty", { exact: true }).waitFor();
  assert.equal(await environment.getByText("hidden", { exact: true }).count(), 2);
  await accessible(page, "a task with secrets");
  const all = () => page.content();
  assert.doesNotMatch(await all(), /hunter-two|abc%2Fdef/);
  await press("Show DB_PASSWORD");
  await environment.getByText("hunter-two", { exact: true }).waitFor();
  assert.doesNotMatch(await all(), /abc%2Fdef/);
  await press("Show INPUT");
  await environment.getByText("sig=abc%2Fdef").waitFor();
  await press("Hide DB_PASSWORD");
  await environment.getByText("hunter-two").waitFor({ state: "detached" });
  assert.deepEqual(eyes.problems, []);
});
