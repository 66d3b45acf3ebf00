import { html, render, Context, useState, useEffect, useLayoutEffect, useMemo, useCallback, useRef } from "./core.js";
import { Nothing, Page } from "./widgets.js";
import { Overview } from "./views/overview.js";
import { Pools } from "./views/pools.js";
import { Pool } from "./views/pool.js";
import { Node } from "./views/node.js";
import { Jobs } from "./views/jobs.js";
import { Job } from "./views/job.js";
import { Task } from "./views/task.js";
import { TimelineView } from "./views/timeline.js";
import { Storage } from "./views/storage.js";
import { Requests } from "./views/requests.js";
import { Faults } from "./views/faults.js";

/** What is in the portal. A route is a pattern of the words after #/ and a view that gets what they name. */
const VIEWS = [
  { name: "Overview", words: [], view: Overview },
  { name: "Pools", words: ["pools"], view: Pools },
  { words: ["pools", ":id"], view: Pool },
  { words: ["pools", ":pool", "nodes", ":id"], view: Node },
  { name: "Timeline", words: ["timeline"], view: TimelineView },
  { name: "Jobs", words: ["jobs"], view: Jobs },
  { words: ["jobs", ":id"], view: Job },
  { words: ["jobs", ":job", "tasks", ":id"], view: Task },
  { name: "Storage", words: ["storage"], rest: true, view: Storage },
  { name: "Requests", words: ["requests"], view: Requests },
  { name: "Faults", words: ["faults"], view: Faults },
];

/** What an address's hash says: the words of its path, decoded, for ids may have any character, and what follows a question mark. */
function place(hash) {
  const [path, search] = hash.replace(/^#?\/?/, "").split("?", 2);
  try {
    return { words: path.split("/").filter(word => word !== "").map(decodeURIComponent), search: new URLSearchParams(search || "") };
  } catch {
    return { words: ["?"], search: new URLSearchParams() };
  }
}

function match(route, there) {
  if (route.rest ? there.length < route.words.length : there.length !== route.words.length) return null;
  const found = {};
  for (let i = 0; i < route.words.length; i++) {
    const word = route.words[i];
    if (word.startsWith(":")) found[word.slice(1)] = there[i];
    else if (word !== there[i]) return null;
  }
  if (route.rest) found.rest = there.slice(route.words.length);
  return found;
}

function usePlace() {
  const [now, setNow] = useState(() => place(location.hash));
  useEffect(() => {
    const listen = () => setNow(place(location.hash));
    addEventListener("hashchange", listen);
    listen(); // It may have changed before anybody listened.
    return () => removeEventListener("hashchange", listen);
  }, []);
  return now;
}

/** Who opens another page by keyboard or screen reader begins at its heading. */
function useFocusOnHeading(key) {
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    const heading = document.querySelector("h1");
    if (heading) heading.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [key]);
}

/**
 * When what has the focus goes away, as a row does whose action has removed it, the focus is at the heading of what it was in:
 * who uses the keyboard goes on from there, and not from the top of the page.
 */
function useKeptFocus() {
  useEffect(() => {
    let around = [];
    const remember = event => {
      around = [];
      for (let each = event.target; each && each !== document.body; each = each.parentElement) around.push(each);
    };
    const look = () => {
      const was = around[0];
      if (!was || was.isConnected || document.activeElement !== document.body) return;
      const place = around.find(each => each.isConnected && each.matches("section, main, dialog")) || document;
      const heading = place.querySelector("h2, h1");
      around = [];
      if (!heading) return;
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    };
    const observer = new MutationObserver(look);
    document.addEventListener("focusin", remember);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener("focusin", remember);
      observer.disconnect();
    };
  }, []);
}

function isHere(message) {
  return message.place === location.hash;
}

/** What is said of a page is there as long as the page is, and no button is out of reach behind it. */
function Messages({ messages }) {
  return html`<div class="messages" aria-live="polite">
    ${messages.filter(isHere).map(message => html`<p key=${message.number} class=${message.bad ? "bad" : ""} role=${message.bad ? "alert" : undefined}>${message.text}</p>`)}
  </div>`;
}

function Theme() {
  const [theme, setTheme] = useState(() => localStorage.getItem("batchbench-theme") || "auto");
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
    localStorage.setItem("batchbench-theme", theme);
  }, [theme]);
  return html`<label class="theme">Colours <select value=${theme} onChange=${event => setTheme(event.target.value)}>
    <option value="auto">as the system</option><option value="light">light</option><option value="dark">dark</option>
  </select></label>`;
}

function Connection({ source }) {
  const [connected, setConnected] = useState(null);
  useEffect(() => source.onConnection(setConnected), [source]);
  if (connected !== false) return null;
  return html`<p class="lost" role="alert">The server does not answer. What is shown may be old.</p>`;
}

/** Which account the page shows, besides the first of the server; a tab's own. */
const CHOSEN = "batchbench-account";

function Shell({ first }) {
  const [account, setAccount] = useState(() => (first.of && sessionStorage.getItem(CHOSEN)) || "");
  const source = useMemo(() => (account ? first.of(account) : first), [account]);
  const choose = useCallback(name => {
    sessionStorage.setItem(CHOSEN, name);
    location.hash = "#/";
    setAccount(name);
  }, []);
  useEffect(() => () => source.close && source.close(), [source]);
  return html`<${Views} key=${account} source=${source} account=${account} choose=${choose} />`;
}

function Views({ source, account, choose }) {
  const { words: there, search } = usePlace();
  const [messages, setMessages] = useState([]);
  const say = useCallback((text, bad) => {
    const message = { text, bad, place: location.hash, number: Math.random() };
    setMessages(before => [...before.slice(-3), message]);
    setTimeout(() => setMessages(before => before.filter(each => each !== message)), bad ? 12000 : 4000);
  }, []);
  const context = useMemo(() => ({ source, say, account, choose }), [source, say, account, choose]);
  const routes = VIEWS.filter(each => !source.views || source.views.includes(each.words[0] || ""));
  let route = null;
  let named = null;
  for (const each of routes) {
    named = match(each, there);
    if (named) {
      route = each;
      break;
    }
  }
  const key = there.join("/");
  // Who comes back to a page finds nothing that was said before.
  useLayoutEffect(() => setMessages(before => (before.every(isHere) ? before : before.filter(isHere))), [key, search]);
  useFocusOnHeading(key);
  useKeptFocus();
  return html`<${Context.Provider} value=${context}>
    <a class="skip" href="#main" onClick=${event => { event.preventDefault(); document.querySelector("h1").focus(); }}>To the content</a>
    <header class="top">
      <a class="brand" href="#/">Batchbench</a>
      ${account && html`<span class="account">account <b>${account}</b> <button type="button" class="small" onClick=${() => choose("")}>Back to the first</button></span>`}
      <nav aria-label="Views">${routes.filter(each => each.name).map(each => html`
        <a href=${`#/${each.words.join("/")}`} aria-current=${(each.words[0] || "") === (there[0] || "") ? "page" : undefined}>${each.name}</a>`)}
      </nav>
      <${Theme} />
    </header>
    ${source.onConnection && html`<${Connection} source=${source} />`}
    <main id="main">${route
      ? html`<${route.view} key=${key} search=${search} ...${named} />`
      : html`<${Page} title="There is nothing here"><${Nothing}>The address names no view. <a href="#/">Go to the overview.</a><//><//>`}
    </main>
    <${Messages} messages=${messages} />
  <//>`;
}

/** Shows what a source has: a server's now, or what was recorded. A source says by `views` which views it has data for. */
export function start(element, source) {
  render(html`<${Shell} first=${source} />`, element);
}
