import { html, useData, useEffect, useSay, useSource, useState } from "../core.js";
import { Action, Card, Copy, Facts, FormAction, Loading, Nothing, Opened, Page, Table, Text, Trouble } from "../widgets.js";
import { bytes, number, time } from "../format.js";
import { path } from "../source.js";

const PREVIEW = 256 * 1024;
const BLOCK = 8 * 1024 * 1024;
const SHOWN = 500;

function hash(...words) {
  return `#/storage${words.map(word => `/${encodeURIComponent(word)}`).join("")}`;
}

function children(element, name) {
  return [...element.children].filter(each => each.tagName === name);
}

function text(element, name) {
  const found = element.getElementsByTagName(name)[0];
  return found ? found.textContent : "";
}

/** The answer to a list, page by page as the service has it. */
async function list(source, where, container) {
  const document = new DOMParser().parseFromString(await (await source.blob("GET", where)).text(), "application/xml");
  const items = document.getElementsByTagName(container ? "Blobs" : "Containers")[0];
  return { items: items ? [...items.children] : [], next: text(document.documentElement, "NextMarker") };
}

function blobPath(account, container, name) {
  return path(account, container) + "/" + name.split("/").map(encodeURIComponent).join("/");
}

/** Accounts, containers, and blobs as if their slashes made folders. */
export function Storage({ rest }) {
  const [account, container, ...prefix] = rest;
  if (!account) return html`<${Accounts} />`;
  if (!container) return html`<${Containers} key=${account} account=${account} />`;
  return html`<${Blobs} key=${rest.join("/")} account=${account} container=${container} prefix=${prefix.length > 0 ? `${prefix.join("/")}/` : ""} words=${prefix} />`;
}

function Accounts() {
  const source = useSource();
  const result = useData(() => source.overview(), []);
  useEffect(() => {
    if (result.data && result.data.storage.length === 1) location.replace(hash(result.data.storage[0].account));
  }, [result.data]);
  if (!result.data) return html`<${Page} title="Storage"><${Loading} result=${result} /><//>`;
  return html`<${Page} title="Storage"><${Table} label="Storage accounts" rows=${result.data.storage} rowKey=${each => each.account} empty="There are none." columns=${[
    { head: "Account", cell: each => html`<a href=${hash(each.account)}>${each.account}</a>` },
    { head: "Endpoint", cell: each => html`<code>${each.endpoint}</code>` },
  ]} /><//>`;
}

function Containers({ account }) {
  const source = useSource();
  const result = useData(async () => (await list(source, `/${account}?comp=list&include=metadata`, false)).items.map(each => ({ name: text(each, "Name"), changed: text(each, "Last-Modified"), access: text(each, "PublicAccess"), lease: text(each, "LeaseState") })), [account]);
  const crumbs = [["Storage", "#/storage"]];
  return html`<${Page} title=${account} crumbs=${crumbs} actions=${html`
      <${FormAction} title="Create a container" verb="Create" said="The container is there." fields=${[{ name: "name", label: "Name", required: true, hint: "Small letters, digits and hyphens, 3 to 63 of them." }]}
        run=${values => source.blob("PUT", `${path(account, values.name)}?restype=container`)}>New container…<//>
      <${Copy} text=${async () => (await source.control("connection", { account })).text}>Copy the connection string<//>`}>
    <${Trouble} error=${result.data && result.error} />
    ${!result.data ? html`<${Loading} result=${result} />` : html`<${Table} label="Containers" rows=${result.data} rowKey=${each => each.name} empty="There are no containers yet." columns=${[
      { head: "Container", cell: each => html`<a href=${hash(account, each.name)}>${each.name}</a>` },
      { head: "Last modified", cell: each => time(each.changed) },
      { head: "Public access", cell: each => each.access || "none" },
      { head: "Lease", cell: each => each.lease },
      { head: "", cell: each => html`<${Action} small danger ask=${`Delete container ${each.name} with all its blobs?`} run=${() => source.blob("DELETE", `${path(account, each.name)}?restype=container`)} said="The container is deleted.">Delete<//>` },
    ]} />`}
  <//>`;
}

function Blobs({ account, container, prefix, words }) {
  const source = useSource();
  const [chosen, setChosen] = useState(null);
  const [most, setMost] = useState(SHOWN);
  const result = useData(async () => {
    const found = [];
    let marker = "";
    do {
      const where = `${path(account, container)}?restype=container&comp=list&delimiter=%2F&maxresults=${SHOWN}&prefix=${encodeURIComponent(prefix)}&marker=${encodeURIComponent(marker)}`;
      const page = await list(source, where, true);
      for (const item of page.items) {
        const name = children(item, "Name")[0].textContent;
        found.push(item.tagName === "BlobPrefix" ? { folder: name } : { name, size: Number(text(item, "Content-Length")), type: text(item, "Content-Type"), changed: text(item, "Last-Modified"), kind: text(item, "BlobType") });
      }
      marker = page.next;
    } while (marker && found.length < most);
    return { found, more: marker !== "" };
  }, [account, container, prefix, most]);
  const crumbs = [["Storage", "#/storage"], [account, hash(account)], ...(words.length > 0 ? [[container, hash(account, container)]] : []), ...words.slice(0, -1).map((word, i) => [word, hash(account, container, ...words.slice(0, i + 1))])];
  const title = words.length > 0 ? words[words.length - 1] : container;
  return html`<${Page} title=${title} crumbs=${crumbs} actions=${html`<${Upload} account=${account} container=${container} prefix=${prefix} />`}>
    <${Trouble} error=${result.data && result.error} />
    <div class=${chosen ? "beside" : ""}>
    ${!result.data ? html`<${Loading} result=${result} />` : html`<div><${Table} label="Blobs" rows=${result.data.found} rowKey=${each => each.folder || each.name} empty="There are no blobs here." columns=${[
      { head: "Name", cell: each => (each.folder
          ? html`<a href=${hash(account, container, ...each.folder.slice(0, -1).split("/"))}>${each.folder.slice(prefix.length)}</a>`
          : html`<button type="button" class="plain" aria-current=${chosen === each.name ? "true" : undefined} onClick=${() => setChosen(each.name)}>${each.name.slice(prefix.length)}</button>`) },
      { head: "Size", right: true, cell: each => (each.folder ? "" : bytes(each.size)) },
      { head: "Type", cell: each => each.type },
      { head: "Last modified", cell: each => time(each.changed) },
    ]} />
    <p class="hint">${number(result.data.found.length)} shown${result.data.more ? html`, there are more. <button type="button" class="small" onClick=${() => setMost(most + SHOWN)}>Show more</button>` : ""}</p></div>`}
    ${chosen && html`<${Opened} what=${chosen}><${Blob} key=${chosen} account=${account} container=${container} name=${chosen} close=${() => setChosen(null)} /><//>`}
    </div>
  <//>`;
}

/** A file of any size, in blocks, as the SDKs send it. */
async function upload(source, where, file, progress) {
  const type = file.type || "application/octet-stream";
  if (file.size <= BLOCK) {
    await source.blob("PUT", where, { body: file, headers: { "x-ms-blob-type": "BlockBlob", "x-ms-blob-content-type": type } });
    return;
  }
  const ids = [];
  for (let from = 0; from < file.size; from += BLOCK) {
    const id = btoa(String(ids.length).padStart(8, "0"));
    await source.blob("PUT", `${where}?comp=block&blockid=${encodeURIComponent(id)}`, { body: file.slice(from, from + BLOCK) });
    ids.push(id);
    progress(Math.min(file.size, from + BLOCK));
  }
  const body = `<?xml version="1.0" encoding="utf-8"?><BlockList>${ids.map(id => `<Latest>${id}</Latest>`).join("")}</BlockList>`;
  await source.blob("PUT", `${where}?comp=blocklist`, { body, headers: { "x-ms-blob-content-type": type } });
}

function Upload({ account, container, prefix }) {
  const source = useSource();
  const say = useSay();
  const [busy, setBusy] = useState("");
  const take = async files => {
    for (const file of files) {
      try {
        setBusy(`Uploading ${file.name}…`);
        await upload(source, blobPath(account, container, prefix + file.name), file, sent => setBusy(`Uploading ${file.name}: ${bytes(sent)} of ${bytes(file.size)}`));
        say(`${file.name} is uploaded.`);
      } catch (error) {
        say(`${file.name}: ${error.message}`, true);
      }
    }
    setBusy("");
  };
  return html`<label class="upload"><span>Upload files</span> <input type="file" multiple onChange=${async event => { await take([...event.target.files]); event.target.value = ""; }} /></label>
    <span role="status" class="hint">${busy}</span>`;
}

function Blob({ account, container, name, close }) {
  const source = useSource();
  const where = blobPath(account, container, name);
  const result = useData(async () => {
    const head = await source.blob("HEAD", where);
    const get = header => head.headers.get(header);
    const size = Number(get("Content-Length") || 0);
    const properties = { size, type: get("Content-Type") || "", changed: get("Last-Modified"), etag: get("ETag"), md5: get("Content-MD5"), kind: get("x-ms-blob-type"), tier: get("x-ms-access-tier"), lease: get("x-ms-lease-state") };
    const metadata = [...head.headers].filter(([header]) => header.startsWith("x-ms-meta-")).map(([header, value]) => [header.slice("x-ms-meta-".length), value]);
    return { properties, metadata };
  }, [where]);
  const { properties, metadata } = result.data || {};
  return html`<${Card} title=${name}>
    <${Trouble} error=${result.error} />
    ${properties && html`
      <div class="actions">
        <a class="button" href=${source.blobAddress(where)} download=${name.split("/").pop()}>Download</a>
        <${FormAction} title="Copy a URL with a signature" verb="Copy" said="The URL is copied." fields=${[
            { name: "permissions", label: "It may", value: "r", options: [["r", "read"], ["rw", "read and write"], ["racwd", "do everything"]] },
            { name: "hours", label: "For so many hours", type: "number", value: "2" }]}
          run=${async values => navigator.clipboard.writeText((await source.control("sas", { account, container, blob: name, permissions: values.permissions, hours: Number(values.hours) })).text)}>Copy a SAS…<//>
        <${Action} small danger ask=${`Delete ${name}?`} run=${async () => { await source.blob("DELETE", where, { headers: { "x-ms-delete-snapshots": "include" } }); close(); }} said="The blob is deleted.">Delete<//>
        <button type="button" class="small" onClick=${close}>Close</button>
      </div>
      <${Facts} of=${[["Size", `${bytes(properties.size)} (${number(properties.size)} bytes)`], ["Type", properties.type], ["Kind", properties.kind], ["Last modified", time(properties.changed)], ["ETag", properties.etag], ["MD5", properties.md5], ["Tier", properties.tier], ["Lease", properties.lease], ...metadata.map(([header, value]) => [`Metadata: ${header}`, value])]} />
      <${Preview} key=${properties.etag} where=${where} properties=${properties} name=${name} />`}
  <//>`;
}

const IMAGES = /^image\/(png|jpeg|gif|webp|bmp|svg\+xml)/;
const IMAGE_NAMES = { png: "image/png", jpg: "image/jpeg", jpeg: "image/jpeg", gif: "image/gif", webp: "image/webp", svg: "image/svg+xml" };

function printable(bytesOfText) {
  return !bytesOfText.subarray(0, 4096).includes(0);
}

/** Text and JSON as text, images as images, which run no script; whatever else by its size. */
function Preview({ where, properties, name }) {
  const source = useSource();
  const [shown, setShown] = useState(null);
  const [error, setError] = useState(null);
  useEffect(() => {
    let address = null;
    let gone = false;
    const load = async () => {
      const image = IMAGES.test(properties.type) ? properties.type : IMAGE_NAMES[name.split(".").pop().toLowerCase()];
      const most = image ? 20 * BLOCK : PREVIEW;
      if (properties.size === 0) return { nothing: "It is empty." };
      if (image && properties.size > most) return { nothing: "The image is too large to be shown here." };
      const headers = properties.size > most ? { Range: `bytes=0-${most - 1}` } : {};
      const content = new Uint8Array(await (await source.blob("GET", where, { headers })).arrayBuffer());
      if (image) {
        address = URL.createObjectURL(new globalThis.Blob([content], { type: image }));
        return { image: address };
      }
      if (!printable(content)) return { nothing: "It is not text." };
      let text = new TextDecoder().decode(content);
      if (content.length === properties.size && (properties.type.includes("json") || name.endsWith(".json"))) {
        try {
          text = JSON.stringify(JSON.parse(text), null, 2);
        } catch {
          // Shown as it is.
        }
      }
      return { text, cut: properties.size > content.length };
    };
    load().then(what => !gone && setShown(what), problem => !gone && setError(problem));
    return () => {
      gone = true;
      if (address) URL.revokeObjectURL(address);
    };
  }, [where]);
  if (error) return html`<${Trouble} error=${error} />`;
  if (!shown) return null;
  if (shown.nothing) return html`<${Nothing}>${shown.nothing}<//>`;
  if (shown.image) return html`<img class="preview" src=${shown.image} alt=${name} />`;
  return html`<${Text} label=${`Content of ${name}`}>${shown.text}<//>${shown.cut && html`<p class="hint">The first ${bytes(PREVIEW)}.</p>`}`;
}
