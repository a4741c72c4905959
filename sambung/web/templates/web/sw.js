// The service worker: the shell, the forms and what one looked at last open without signal.
// Pages come from the network first; only hashed files come from the phone first. Nothing but a
// GET is ever answered from here, and another person's pages are forgotten at the first answer
// that names somebody else (docs/adr/0047).
const FACTS = {{ facts }};
const SHELL = `sambung-shell-${FACTS.version}`;
const FILES = "sambung-files";
const META = "sambung-meta";
const PAGES = "sambung-pages-"; // what one looked at, by person and hat
const FORMS = "sambung-forms-"; // the forms that must open without signal
const MOST_PAGES = 40;
const MOST_FILES = 200;
const PATIENCE = 8000; // ms until a copy, when there is one, is better than waiting
const LARGEST = 1500000; // characters of a page
const HASHED = /\.[0-9a-f]{12}\.\w+$/;
const SECRET = /\/[\w-]{20,}(\/|$)/; // the address of a personal link holds its secret
const ASSET = /(?:href|src)="([^"]+\.[0-9a-f]{12}\.(?:css|js|mjs))"/g;
const FRESH = 12 * 3600 * 1000;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith(FACTS.static) && HASHED.test(url.pathname)) event.respondWith(file(request));
  else if (request.mode === "navigate") event.respondWith(page(event, url));
});
self.addEventListener("message", (event) => {
  if (event.data?.keep) event.waitUntil(keepForms(event.data.keep, event.data.anew));
});

async function install() {
  const files = await caches.open(FILES);
  await Promise.all(FACTS.files.map((url) => addFile(files, url)));
  await (await caches.open(SHELL)).add(FACTS.offline);
  await self.skipWaiting();
}

async function activate() {
  for (const name of await caches.keys()) {
    if (name.startsWith("sambung-shell-") && name !== SHELL) await caches.delete(name);
  }
  await self.clients.claim();
}

// ---- static files: the name changes with the content ----
async function addFile(files, url) {
  if (await files.match(url, { ignoreVary: true })) return;
  const answer = await fetch(url);
  if (answer.ok) await files.put(url, answer);
}

async function file(request) {
  const files = await caches.open(FILES);
  const kept = await files.match(request, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok && answer.status === 200) {
    await files.put(request, answer.clone());
    await trim(files, MOST_FILES);
  }
  return answer;
}

async function trim(cache, most) {
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - most)).map((key) => cache.delete(key)));
}

// ---- pages ----
async function page(event, url) {
  const address = url.pathname + url.search;
  const fresh = fetch(event.request).then((answer) => {
    event.waitUntil(keepPage(address, answer.clone()).catch(() => {}));
    return answer;
  });
  fresh.catch(() => {});
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE)).then(() => copyOf(address));
  try {
    return (await Promise.race([fresh, late])) || (await fresh);
  } catch {
    return (await copyOf(address)) || (await onPhone());
  }
}

async function onPhone() {
  return (await (await caches.open(SHELL)).match(FACTS.offline, { ignoreVary: true })) || Response.error();
}

async function keepPage(address, answer) {
  const person = answer.headers.get("X-Sambung-Person");
  if (!person) return;
  await belongTo(person);
  if (address === FACTS.offline) return void (await (await caches.open(SHELL)).put(address, answer));
  if (!mayKeep(address, answer)) return;
  const pages = await caches.open(PAGES + person);
  await pages.delete(address); // the newest stands last
  await pages.put(address, await dated(answer));
  await trim(pages, MOST_PAGES);
}

function mayKeep(address, answer) {
  if (FACTS.never.some((start) => address.startsWith(start)) || SECRET.test(address)) return false;
  const kind = answer.headers.get("Content-Type") || "";
  const rule = answer.headers.get("Cache-Control") || "";
  return answer.status === 200 && kind.startsWith("text/html") && !rule.includes("no-store");
}

async function dated(answer) {
  const text = await answer.text();
  const headers = new Headers(answer.headers);
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  headers.set("X-Sambung-Seen", new Date().toISOString());
  return new Response(text.length > LARGEST ? "" : text, { headers });
}

async function copyOf(address) {
  const person = await whose();
  for (const name of [PAGES + person, FORMS + person]) {
    const found = (await caches.has(name)) && (await (await caches.open(name)).match(address, { ignoreVary: true }));
    const text = found ? await found.text() : "";
    if (text) return new Response(marked(text, new Date(found.headers.get("X-Sambung-Seen"))), { headers: found.headers });
  }
  return null;
}

function marked(text, seen) {
  const language = text.match(/<html lang="(\w+)/)?.[1] === "en" ? "en-GB" : "id-ID";
  const words = seen.toLocaleString(language, { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
  return text
    .replace('<p class="copied noprint" hidden role="status">', '<p class="copied noprint" role="status">')
    .replace("<time data-seen></time>", `<time datetime="${seen.toISOString()}">${words}</time>`);
}

// ---- whose phone it is now ----
async function whose() {
  const kept = await (await caches.open(META)).match("/person");
  return kept ? kept.text() : FACTS.visitor;
}

async function belongTo(person) {
  if ((await whose()) === person) return;
  await (await caches.open(META)).put("/person", new Response(person));
  for (const name of await caches.keys()) {
    const start = [PAGES, FORMS].find((one) => name.startsWith(one));
    if (start && name !== start + person) await caches.delete(name);
  }
}

// ---- the forms that must open without signal ----
async function keepForms(addresses, anew = false) {
  for (const address of addresses) {
    const forms = await caches.open(FORMS + (await whose()));
    const kept = await forms.match(address, { ignoreVary: true });
    const age = kept ? Date.now() - new Date(kept.headers.get("X-Sambung-Seen")) : Infinity;
    if (anew || age > FRESH || kept.headers.get("X-Sambung-Version") !== FACTS.version) await keepForm(address);
  }
}

async function keepForm(address) {
  const answer = await fetch(address, { credentials: "same-origin" }).catch(() => null);
  if (!answer || answer.redirected || !mayKeep(address, answer)) return;
  const person = answer.headers.get("X-Sambung-Person");
  if (!person) return;
  await belongTo(person);
  const copy = await dated(answer);
  copy.headers.set("X-Sambung-Version", FACTS.version);
  const files = await caches.open(FILES);
  const text = await copy.clone().text();
  await Promise.all([...text.matchAll(ASSET)].map(([, url]) => addFile(files, url)));
  await (await caches.open(FORMS + person)).put(address, copy);
}
