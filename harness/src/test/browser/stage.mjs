// A fake with something of everything, with hostile names, and a browser before it: what tests of views and of actions begin with.
import { browse, MACHINE, said, serve } from "./server.mjs";

export const HOSTILE = `<img src=x onerror="window.hit=1">'"&amp;<script>window.hit=1</script>`;

/** The server, and somebody before its portal: the page, and what they do there. */
export async function stage() {
  const server = await serve("--fault", "blob-slow=PT0S");
  await server.batch("POST", "pools", { id: "workers", displayName: HOSTILE, ...MACHINE, targetDedicatedNodes: 3, taskSlotsPerNode: 2 });
  await server.batch("POST", "pools", { id: "broken", ...MACHINE, targetDedicatedNodes: 1, startTask: { commandLine: "/bin/sh -c 'echo no model here >&2; exit 3'", waitForSuccess: true } });
  await server.batch("POST", "jobs", { id: "work", poolInfo: { poolId: "workers" }, usesTaskDependencies: true });
  await server.batch("POST", "jobs/work/tasks", { id: "hostile", commandLine: `/bin/echo '${HOSTILE.replaceAll("'", "")}'`, environmentSettings: [{ name: "X", value: HOSTILE }] });
  await server.batch("POST", "jobs/work/tasks", { id: "fails", commandLine: "/bin/sh -c 'echo broken words >&2; exit 4'" });
  await server.batch("POST", "jobs/work/tasks", { id: "after", commandLine: "true", dependsOn: { taskIds: ["fails"] } });
  await server.blob("PUT", "stuff?restype=container");
  await server.blob("PUT", `stuff/${encodeURIComponent(HOSTILE.replaceAll("/", "_"))}`, HOSTILE, { "x-ms-blob-type": "BlockBlob", "Content-Type": "text/html", "x-ms-meta-note": "evil" });
  await server.blob("PUT", "stuff/deep/er/data.json", '{"a":[1,{"b":true}]}', { "x-ms-blob-type": "BlockBlob", "Content-Type": "application/json" });
  await server.blob("PUT", "stuff/picture.svg", `<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20" onload="window.hit=1"><rect width="20" height="20" fill="teal"/></svg>`, { "x-ms-blob-type": "BlockBlob", "Content-Type": "image/svg+xml" });
  await fetch(`${server.ready.batchEndpoint}/jobs?api-version=2025-06-01&x=${encodeURIComponent(HOSTILE)}`);
  await server.until("the end of a task", "view/tasks?job=work&state=failed,succeeded", tasks => tasks.matching === 2);
  await server.until("the failure of the start task", "view/pools", pools => pools.some(pool => pool.startTaskFailed === 1));
  const eyes = await browse();
  const { page } = eyes;
  await page.goto(server.ready.portal);
  const press = (name, inside = page) => inside.getByRole("button", { name, exact: true }).click();
  return {
    server, eyes, page, press,
    /** What needs to be confirmed, and is. */
    async confirm(name) {
      await press(name);
      await page.getByRole("dialog").getByRole("button", { name, exact: true }).click();
      await page.getByRole("dialog").waitFor({ state: "detached" });
    },
    said: text => said(page, text),
    async stop() {
      await eyes.browser.close();
      await server.stop();
    },
  };
}
