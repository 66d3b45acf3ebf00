// A `batchbench serve` for a test, what a client does to it, and a browser that looks at it.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import fs from "node:fs";
import readline from "node:readline";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const VERSION = "api-version=2025-06-01";

/** For a server of a minute: what a longer one gains by compiling well, it would only pay for. `JAVA_OPTIONS` of an empty text is for measuring. */
const JAVA = ["java", ...(process.env.JAVA_OPTIONS ?? "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC").split(" ").filter(Boolean)];

/** Long enough for a machine with other things to do. */
export const PATIENCE = 60000;

export const MACHINE = {
  vmSize: "standard_d2s_v3",
  virtualMachineConfiguration: {
    imageReference: { publisher: "canonical", offer: "0001-com-ubuntu-server-jammy", sku: "22_04-lts" },
    nodeAgentSKUId: "batch.node.ubuntu 22.04",
  },
};

export async function serve(...options) {
  return connect(["-jar", process.env.HARNESS_JAR, "serve", ...options]);
}

/** Java with something that prints where its portal is, and serves until it is told to end. */
export async function connect(options) {
  const [program, ...first] = JAVA;
  const child = spawn(program, [...first, ...options], { stdio: ["pipe", "pipe", "inherit"] });
  const line = await new Promise((resolve, reject) => {
    readline.createInterface({ input: child.stdout }).once("line", resolve);
    child.once("exit", code => reject(new Error(`serve ended with ${code}`)));
  });
  const ready = JSON.parse(line);
  const base = ready.portal.replace(/\?.*/, "");
  const entered = await fetch(ready.portal, { redirect: "manual" });
  const cookie = entered.headers.get("set-cookie").split(";")[0];

  async function call(method, path, body, headers = {}) {
    const response = await fetch(`${base}api/${path}`, {
      method,
      headers: { cookie, "X-Batchbench-Portal": "1", "Content-Type": "application/json; odata=minimalmetadata", ...headers },
      body: body === undefined || typeof body === "string" ? body : JSON.stringify(body),
    });
    const text = await response.text();
    assert.ok(response.ok, `${method} ${path}: ${response.status} ${text}`);
    return text;
  }

  const batch = (method, path, body) => call(method, `batch/${path}${path.includes("?") ? "&" : "?"}${VERSION}`, body);
  return {
    ready,
    base,
    pid: child.pid,
    call,
    batch,
    blob: (method, path, body, headers) => call(method, `blob/${ready.storageAccount}/${path}`, body, headers),
    view: async path => JSON.parse(await call("GET", `view/${path}`)),
    /** Waits until something is so; asks the server, and not the page. */
    async until(what, path, condition) {
      const end = Date.now() + PATIENCE;
      for (;;) {
        const seen = JSON.parse(await call("GET", path));
        if (condition(seen)) return seen;
        assert.ok(Date.now() < end, `${what} has not come about: ${JSON.stringify(seen).slice(0, 500)}`);
        await new Promise(resolve => setTimeout(resolve, 50));
      }
    },
    /** Ends it, if it is not over. */
    async stop() {
      child.removeAllListeners("exit");
      if (child.exitCode !== null || child.signalCode !== null) return;
      const over = new Promise(resolve => child.once("exit", resolve));
      child.kill("SIGTERM");
      await over;
    },
  };
}

export function batchPath(path) {
  return `batch/${path}?${VERSION}`;
}

export async function browse(options = {}) {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  context.setDefaultTimeout(PATIENCE);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  // What the page has said: a message is only there for a while, and a test may look later.
  await context.addInitScript(() => {
    window.messages = [];
    const known = new WeakSet();
    new MutationObserver(() => document.querySelectorAll(".messages p").forEach(each => {
      if (!known.has(each)) window.messages.push(each.textContent);
      known.add(each);
    })).observe(document, { childList: true, subtree: true });
  });
  const page = await context.newPage();
  const problems = [];
  page.on("pageerror", error => problems.push(`${error.message}\n${error.stack}`));
  page.on("console", message => {
    // What a service refuses is an error for the browser's console, and the page says it to people.
    if (["error", "warning"].includes(message.type()) && !message.text().startsWith("Failed to load resource")) problems.push(message.text());
  });
  return { browser, context, page, problems };
}

/** Waits for a message, each of which counts only once. */
export async function said(page, text) {
  await page.waitForFunction(wanted => {
    const place = window.messages.findIndex(each => each.includes(wanted));
    if (place >= 0) window.messages.splice(place, 1);
    return place >= 0;
  }, text);
}

/** No part of a page is beyond the right edge of the screen, once it is laid out. */
export async function fits(page, where) {
  await page.waitForFunction(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)
    .catch(error => assert.fail(`${where} is wider than the screen: ${error.message}`));
}

/** Opens a view, and waits until it has its data. */
export async function open(page, base, hash, heading) {
  await page.goto(base + hash);
  await page.getByRole("heading", { level: 1, name: heading, exact: true }).waitFor();
  await page.waitForFunction(() => !document.body.textContent.includes("Loading…"));
}

/** Nothing that axe knows is wrong, or nothing of some of its rules. */
export async function accessible(page, where, rules) {
  if (!(await page.evaluate(() => Boolean(window.axe)))) await page.evaluate(AXE);
  const found = await page.evaluate(options => window.axe.run(document, options), { resultTypes: ["violations"], ...(rules ? { runOnly: rules } : {}) });
  const wrong = found.violations.map(each => `${each.id}: ${each.nodes.map(node => `${node.html.slice(0, 200)} ${node.failureSummary}`).join("\n")}`);
  assert.deepEqual(wrong, [], `axe at ${where}`);
}
