/** What of a query is a SAS, which is not kept whole. */
const SAS = new Set(("sv ss srt sp se st spr sip si sr sig skoid sktid skt ske sks skv sdd saoid suoid scid rscc rscd rsce rscl rsct").split(" "));

/** So much of a query is kept. */
const LONGEST_QUERY = 2048;

function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function bytesOf(text) {
  return new TextEncoder().encode(text).length;
}

function parts(entry) {
  const [path, ...rest] = entry.target.split("?");
  const query = rest.join("?");
  const pairs = query === "" ? [] : query.split("&");
  return { path, query, pairs, signed: pairs.some(pair => pair.startsWith("sig=")) };
}

function has(entry, name) {
  return entry.headers.some(header => header.toLowerCase().startsWith(`${name}:`));
}

/** Whether the text of the body can be sent as it was, but for a secret that somebody puts in. */
function isWhole(entry) {
  return bytesOf(entry.body) === entry.length || (entry.body.includes("REDACTED") && entry.length < 4096);
}

/** For which service a token is that lets a request pass. */
export function audience(entry) {
  return entry.service === "batch" && /^\/(subscriptions|providers|tenants)\b/i.test(entry.target) ? "management" : entry.service;
}

/** A request as curl sends it, to be pasted into a shell, with a token in place of the proof that the client had. */
export function curl(entry, token) {
  const { path, pairs, signed } = parts(entry);
  const kept = signed ? pairs.filter(pair => !SAS.has(decodeURIComponent(pair.split("=")[0]))) : pairs;
  const url = entry.address + path + (kept.length > 0 ? `?${kept.join("&")}` : "");
  const words = ["curl -i"];
  if (/[[\]{}]/.test(url)) words.push("-g");
  if (/\/\.\.?(\/|$)/.test(path)) words.push("--path-as-is");
  if (entry.address.startsWith("https:")) words.push('--cacert "$BATCHBENCH_CA_FILE"');
  if (entry.method === "HEAD") words.push("--head");
  else if (entry.method !== "GET") words.push(`-X ${entry.method}`);
  words.push(`-H ${quoted(`Authorization: Bearer ${token}`)}`);
  for (const header of entry.headers) {
    const [name, value] = [header.slice(0, header.indexOf(":")), header.slice(header.indexOf(":") + 1).trim()];
    // What was packed is kept as it was before.
    if (entry.service === "batch" && name.toLowerCase() === "content-encoding") continue;
    words.push(`-H ${quoted(value === "" ? `${name};` : `${name}: ${value}`)}`);
  }
  if (signed && !has(entry, "x-ms-version")) words.push(`-H ${quoted(`x-ms-version: ${pairs.find(pair => pair.startsWith("sv=")).slice(3)}`)}`);
  const sends = entry.length > 0 || ["PUT", "POST", "PATCH"].includes(entry.method);
  if (sends && !has(entry, "content-type")) words.push("-H 'Content-Type:'");
  if (sends) words.push(entry.length === 0 || (entry.body !== "" && isWhole(entry)) ? `--data-raw ${quoted(entry.body)}` : "--data-binary @body");
  words.push(quoted(url));
  return words.join(" ");
}

/** In words, what of a request its command does not have. */
export function missing(entry) {
  const { query, signed } = parts(entry);
  const lines = ["In place of the key or token of the client, which is not kept, the copy has a token of this fake's own, good for an hour: who was refused is let in."];
  if (signed) lines.push("It had a SAS, in whose place the token is, too.");
  if (entry.length > 0 && !(entry.body !== "" && isWhole(entry))) lines.push(`Its body of ${entry.length} bytes is not kept, being no text or a long one: put it into a file with the name body.`);
  if (`${entry.headers.join()}${entry.body}`.includes("REDACTED")) lines.push("Where it says REDACTED, there was a secret: put it in.");
  if (bytesOf(query) >= LONGEST_QUERY) lines.push("The query was longer than what is kept of it.");
  if (entry.address.startsWith("https:")) lines.push("BATCHBENCH_CA_FILE is the certificate that serve names as caCertificate.");
  return lines;
}
