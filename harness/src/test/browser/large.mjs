// A fake with a hundred thousand tasks that wait, and ten thousand nodes on which tasks have run.
import path from "node:path";
import { connect, MACHINE } from "./server.mjs";

export const TASKS = Number(process.env.TASKS || 100000);
export const NODES = Number(process.env.NODES || 10000);
export const RUNS = Number(process.env.RUNS || 5000);

/** Of these many tasks of the job many that were terminated. */
export const TERMINATED = 20;

export function taskId(number) {
  return `task-${String(number).padStart(6, "0")}`;
}

async function addTasks(server, job, count) {
  const collections = [];
  for (let from = 0; from < count; from += 100) collections.push(Array.from({ length: Math.min(100, count - from) }, (_, i) => ({ id: taskId(from + i), commandLine: "true" })));
  await Promise.all(Array.from({ length: 4 }, async () => {
    for (let next = collections.pop(); next; next = collections.pop()) await server.batch("POST", `jobs/${job}/addtaskcollection`, { value: next });
  }));
}

export async function serveMany() {
  const server = await connect(["-cp", process.env.HARNESS_JAR, path.join(import.meta.dirname, "Swarm.java")]);
  // Of one core, for an account has ten thousand cores.
  await server.batch("POST", "pools", { id: "large", ...MACHINE, vmSize: "standard_d1_v2", targetDedicatedNodes: NODES });
  await server.batch("POST", "pools", { id: "none", ...MACHINE, targetDedicatedNodes: 0 });
  await server.batch("POST", "jobs", { id: "swarm", poolInfo: { poolId: "large" } });
  await server.batch("POST", "jobs", { id: "many", poolInfo: { poolId: "none" } });
  await addTasks(server, "swarm", RUNS);
  await addTasks(server, "many", TASKS);
  for (let i = 0; i < TERMINATED; i++) await server.batch("POST", `jobs/many/tasks/${taskId(i * 7)}/terminate`);
  await server.call("POST", "control/clock/advance", { by: "PT1H" });
  await server.until("all tasks of swarm", "view/jobs", jobs => jobs.some(job => job.id === "swarm" && job.succeeded + job.failed === RUNS));
  await server.until("all nodes", "view/pools", pools => pools.some(pool => pool.id === "large" && pool.nodes.idle === NODES));
  return server;
}

/** How many of the tasks have a text in their ids. */
export function having(text) {
  let count = 0;
  for (let i = 0; i < TASKS; i++) if (taskId(i).includes(text)) count++;
  return count;
}
