import { html, useState } from "../core.js";
import { Card, Facts, Nothing } from "../widgets.js";

/** How a variable is called that holds a secret, and how a value looks that is one, whatever its name. */
const SECRET_NAME = /(password|passwd|secret|credentials?|connection_?string|(access|account|api|storage|private)_?key|token|sas)$/i;
const SECRET_VALUE = /\b(sig|AccountKey|SharedAccessSignature)=|\bBearer \S|:\/\/[^/\s]*:[^/\s]*@/i;

/** What a task sets in its environment. The service shows all of it; here a secret is hidden until somebody asks for it. */
export function Environment({ settings }) {
  const secret = each => SECRET_NAME.test(each.name) || SECRET_VALUE.test(each.value || "");
  return html`<${Card} title="Environment">${settings.length === 0
    ? html`<${Nothing}>It sets no variables of its own.<//>`
    : html`<${Facts} of=${settings.map(each => [html`<code>${each.name}</code>`, html`<${Value} key=${each.name} name=${each.name} value=${each.value || ""} secret=${secret(each)} />`])} />
        ${settings.some(secret) && html`<p class="hint">What looks like a secret, by its name or by its value, is hidden until it is asked for.</p>`}`}<//>`;
}

function Value({ name, value, secret }) {
  const [shown, setShown] = useState(!secret);
  if (value === "") return html`<span class="faint">empty</span>`;
  return html`${shown ? html`<code>${value}</code>` : html`<span class="faint">hidden</span>`}
    ${secret && html` <button type="button" class="small" aria-label=${`${shown ? "Hide" : "Show"} ${name}`} onClick=${() => setShown(!shown)}>${shown ? "Hide" : "Show"}</button>`}`;
}
