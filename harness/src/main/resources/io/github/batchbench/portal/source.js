const API_VERSION = "2025-06-01";
const JSON_TYPE = "application/json; odata=minimalmetadata";

/** A refusal of a service, in its own words. */
export class Refusal extends Error {
  constructor(status, code, message) {
    super(code && !message.startsWith(code) ? `${code}: ${message}` : message);
    this.status = status;
    this.code = code;
  }
}

async function refusal(response) {
  const text = await response.text();
  const code = response.headers.get("x-ms-error-code");
  if (code) {
    const message = /<Message>([^<]*)/.exec(text);
    return new Refusal(response.status, code, message ? message[1].split("\n")[0] : "");
  }
  try {
    const body = JSON.parse(text);
    const details = (body.values || []).map(each => `${each.key}: ${each.value}`).join("; ");
    const message = (body.message && body.message.value ? body.message.value.split("\n")[0] : body.message) || text;
    return new Refusal(response.status, body.code, details ? `${message} (${details})` : message);
  } catch {
    return new Refusal(response.status, "", text.trim() || `HTTP ${response.status}`);
  }
}

async function ask(path, options = {}) {
  const headers = { "X-Batchbench-Portal": "1", ...options.headers };
  const response = await fetch(`api/${path}`, { cache: "no-store", ...options, headers });
  if (!response.ok) throw await refusal(response);
  return response;
}

async function json(path, options) {
  const response = await ask(path, options);
  const text = await response.text();
  return text ? JSON.parse(text) : {};
}

function query(parameters) {
  const parts = Object.entries(parameters).filter(([, value]) => value !== "" && value !== null && value !== undefined);
  return parts.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&");
}

/** A path of parts that users have named. */
export function path(...parts) {
  return "/" + parts.map(part => encodeURIComponent(part)).join("/");
}

/**
 * The source of a page that a server serves. What it answers is what the views of `fake.portal` and the services say.
 *
 * `account` is a Batch account that was made beside the first, or empty for the first.
 */
export function liveSource(account) {
  const own = account ? `of/${encodeURIComponent(account)}/` : "";
  const listeners = new Set();
  const connections = new Set();
  let events = null;
  let connected = null;

  function tell(state) {
    if (state !== connected) {
      connected = state;
      connections.forEach(listener => listener(state));
    }
  }

  function connect() {
    if (events || document.hidden || listeners.size + connections.size === 0) return;
    events = new EventSource(`api/${own}events`);
    events.onopen = () => tell(true);
    events.onerror = () => tell(false);
    events.onmessage = () => listeners.forEach(listener => listener());
  }

  function disconnect() {
    if (events) events.close();
    events = null;
  }

  // Nobody looks at a hidden page; it asks for nothing until somebody does.
  const look = () => (document.hidden ? disconnect() : connect());

  /** Again after a `close`, too: whoever chooses another account may come back to this one. */
  function begin() {
    document.addEventListener("visibilitychange", look);
    connect();
  }

  const batchPath = where => `${own}batch${where}${where.includes("?") ? "&" : "?"}api-version=${API_VERSION}`;

  return {
    live: true,
    /** Another Batch account of the same server. */
    of: liveSource,
    close() {
      document.removeEventListener("visibilitychange", look);
      disconnect();
    },
    onChange(listener) {
      listeners.add(listener);
      begin();
      return () => listeners.delete(listener);
    },
    onConnection(listener) {
      connections.add(listener);
      begin();
      return () => connections.delete(listener);
    },
    overview: () => json(own + "view/overview"),
    pools: () => json(own + "view/pools"),
    history: since => json(`${own}view/history?${query({ since })}`),
    sizes: pool => json(`${own}view/sizes?${query({ pool })}`),
    jobs: () => json(own + "view/jobs"),
    nodes: pool => json(`${own}view/nodes?${query({ pool })}`),
    tasks: asked => json(`${own}view/tasks?${query(asked)}`),
    neighbours: (job, task) => json(`${own}view/neighbours?${query({ job, task })}`),
    why: asked => json(`${own}view/why?${query(asked)}`),
    requests: since => json(`${own}view/requests?${query({ since })}`),
    /** Faults and hold points are those of the account. */
    control: (where, body) =>
      json(`control/${where}?${query({ batchAccount: body ? "" : account })}`,
        body ? { method: "POST", body: JSON.stringify({ ...body, batchAccount: account }), headers: { "Content-Type": "application/json" } } : {}),
    batch: (method, where, body) =>
      json(batchPath(where), { method, headers: body ? { "Content-Type": JSON_TYPE } : {}, body: body && JSON.stringify(body) }),
    batchRaw: (where, headers) => ask(batchPath(where), { headers }),
    fileLength: async where => {
      const response = await ask(batchPath(where), { method: "HEAD" });
      return Number(response.headers.get("Content-Length") || response.headers.get("ocp-content-length") || 0);
    },
    batchAddress: where => `api/${batchPath(where)}`,
    blob: (method, where, options = {}) => ask(`blob${where}`, { ...options, method }),
    blobAddress: where => `api/blob${where}`,
  };
}
