import { html, useData, useEffect, useMemo, useRef, useSource, useState } from "../core.js";
import { Card, Nothing, Trouble } from "../widgets.js";
import { bytes, time } from "../format.js";

/** So many bytes of a file's end are shown at first, and so many characters at most. */
const TAIL = 64 * 1024;
const MOST = 4 * TAIL;

/** The files of a task or of a node, with what is in them; a file that grows is followed. */
export function Files({ at, first, moving }) {
  const source = useSource();
  const result = useData(async () => (await source.batch("GET", `${at}?recursive=true`)).value, [at]);
  const [chosen, setChosen] = useState("");
  const files = (result.data || []).filter(file => !file.isDirectory);
  const name = chosen || (files.some(file => file.name === first) ? first : files.length > 0 ? files[0].name : "");
  return html`<${Card} title="Files" wide>
    ${!result.data && result.error && html`<${Nothing}>${result.error.code === "OperationInvalidForCurrentState" ? "There are files once it has begun to run." : result.error.message}<//>`}
    ${result.data && files.length === 0 && html`<${Nothing}>There are no files yet.<//>`}
    ${files.length > 0 && html`<div class="files">
      <ul class="file-list" aria-label="Files">${files.map(file => html`<li key=${file.name}>
        <button type="button" class="plain" aria-current=${file.name === name ? "true" : undefined} onClick=${() => setChosen(file.name)}>${file.name}</button>
        <span class="faint">${bytes(file.properties.contentLength)}</span>
      </li>`)}</ul>
      <${File} key=${`${at}/${name}`} at=${`${at}/${name.split("/").map(encodeURIComponent).join("/")}`} name=${name} moving=${moving} file=${files.find(file => file.name === name)} />
    </div>`}
  <//>`;
}

/** The end of a file, and what is added to it while one looks. */
function useTail(at, moving) {
  const source = useSource();
  const [tail, setTail] = useState({ text: "", cut: false, error: null, loaded: false });
  const end = useRef(null);
  const decoder = useMemo(() => new TextDecoder(), [at]);
  useEffect(() => {
    let gone = false;
    let busy = false;
    const read = async (from, to) => new Uint8Array(await (await source.batchRaw(at, { "ocp-range": `bytes=${from}-${to}` })).arrayBuffer());
    const look = async () => {
      if (busy || document.hidden) return;
      busy = true;
      try {
        const length = await source.fileLength(at);
        const known = end.current;
        const goesOn = known !== null && length >= known && length - known <= MOST;
        const from = goesOn ? known : Math.max(0, length - TAIL);
        const more = length > from ? await read(from, length - 1) : new Uint8Array();
        if (gone) return;
        const text = decoder.decode(more, { stream: true });
        if (!goesOn) setTail({ text, cut: from > 0, error: null, loaded: true });
        else if (text !== "") {
          setTail(before => ({ text: (before.text + text).slice(-MOST), cut: before.cut || before.text.length + text.length > MOST, error: null, loaded: true }));
        }
        end.current = length;
      } catch (error) {
        if (!gone) setTail(before => ({ ...before, error, loaded: true }));
      }
      busy = false;
    };
    look();
    const timer = moving ? setInterval(look, 1000) : 0;
    return () => {
      gone = true;
      clearInterval(timer);
    };
  }, [at, moving]);
  return tail;
}

function File({ at, name, moving, file }) {
  const source = useSource();
  const tail = useTail(at, moving);
  const box = useRef(null);
  const [follow, setFollow] = useState(true);
  useEffect(() => {
    if (follow && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [tail.text, follow]);
  return html`<div class="file">
    <p class="actions"><strong>${name}</strong> <span class="faint">${file ? `${bytes(file.properties.contentLength)}, ${time(file.properties.lastModified)}` : ""}</span>
      <a class="button" href=${source.batchAddress(at)} download=${name.split("/").pop()}>Download</a>
      ${moving && html`<label><input type="checkbox" checked=${follow} onChange=${event => setFollow(event.target.checked)} /> follow its end</label>`}</p>
    <${Trouble} error=${tail.error} />
    ${tail.cut && html`<p class="hint">Its end; what is before is in the download.</p>`}
    ${tail.loaded && !tail.error && (tail.text
      ? html`<pre class="text" ref=${box} tabindex="0" role="region" aria-label=${`Content of ${name}`}>${tail.text}</pre>`
      : html`<${Nothing}>It is empty.<//>`)}
  </div>`;
}
