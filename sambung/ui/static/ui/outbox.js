// The outbox: forms marked data-outbox are kept on this phone while one types, and sent once when
// there is signal. Without this file they are ordinary forms. The server makes a repeat harmless:
// every draft carries its own key (origin_key).
const { drafts } = globalThis.sambung;
const place = document.getElementById("phone");
const W = JSON.parse(place.dataset.words);
const isEnglish = document.documentElement.lang.startsWith("en");
const UNFINISHED = ["typing", "waiting", "login", "refused", "conflict"];
const RECEIPTS_FOR = 7 * 24 * 3600 * 1000;
const AGAIN = 20000;

export const say = (name, values = {}) => W[name].replace(/\{(\w+)\}/g, (_all, key) => values[key]);
export function clock(moment) {
  const time = new Date(moment);
  const isToday = time.toDateString() === new Date().toDateString();
  const shape = isToday ? {} : { day: "numeric", month: "short" };
  return time.toLocaleString(isEnglish ? "en-GB" : "id-ID", { ...shape, hour: "2-digit", minute: "2-digit" });
}
const newKey = () => crypto.randomUUID?.() || [...crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16).padStart(2, "0")).join("");

// Whose drafts these are: the page says, or (on the page kept for everybody) the service worker knows.
async function findOwner() {
  if (place.dataset.owner) return place.dataset.owner;
  const known = await (await caches.open("sambung-meta")).match("/person");
  return known ? (await known.text()).split(".")[0] : "";
}
const owning = findOwner().catch(() => "");

// ---- small pieces of page ----
export function part(tag, words = "", attributes = {}) {
  const made = document.createElement(tag);
  if (words) made.textContent = words;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}
export function press(words, act, kind = "btn two sm") {
  const button = part("button", words, { type: "button", class: kind });
  button.addEventListener("click", act);
  return button;
}
function countWords(draft) {
  const [photos, others] = [draft.photos || 0, draft.others || 0];
  const told = [photos && say("photos", { n: photos }), others && say("files", { n: others })].filter(Boolean);
  return told.length ? ` (${told.join(", ")})` : "";
}

// ---- what a draft says of itself ----
export function stateWords(draft) {
  const words = {
    typing: say("kept", { time: clock(draft.at) }),
    waiting: say("waiting"),
    sending: say("sending"),
    sent: say("sent", { time: clock(draft.sentAt || draft.at) }),
    login: say("login"),
    refused: say("refused"),
    conflict: say("conflict"),
  }[draft.state];
  return words + (draft.state === "sent" ? "" : countWords(draft));
}

function differences(rows) {
  const table = part("table", "", { class: "t" });
  const head = table.createTHead().insertRow();
  for (const name of ["question", "mine", "theirs"]) head.append(part("th", W[name], { scope: "col" }));
  const body = table.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    line.append(part("th", row.label, { scope: "row" }), part("td", row.mine), part("td", row.theirs));
  }
  const box = part("div", "", { class: "tw" });
  box.append(table);
  return box;
}

// The state in words with what one can do about it; redrawn at every change.
export function show(box, draft, after = () => {}) {
  const kind = { sent: "ok", refused: "warn", conflict: "am", login: "am" }[draft.state] || "";
  const note = part("div", "", { class: `note ${kind}`, role: "status" });
  note.append(part("p", stateWords(draft)));
  if (draft.reason && ["refused", "conflict", "waiting"].includes(draft.state)) note.append(part("p", draft.reason));
  if (draft.state === "conflict" && draft.rows?.length) note.append(differences(draft.rows));
  const acts = part("p", "", { class: "acts" });
  const act = (words, work) => acts.append(press(words, () => work().then(after)));
  if (["waiting", "refused"].includes(draft.state)) act(say("sendNow"), () => queue(draft));
  if (draft.state === "login") acts.append(part("a", say("signIn"), { class: "btn two sm", href: `${draft.login}?next=${encodeURIComponent(draft.page)}` }));
  if (draft.state === "conflict") {
    if (draft.version) act(say("useMine"), () => queue({ ...draft, pairs: withValue(draft.pairs, "version", String(draft.version)) }));
    else if (draft.isNew) act(say("asNew"), () => sendAsNew(draft));
    if (draft.url) act(say("useTheirs"), () => drafts.drop(draft.key).then(() => location.assign(draft.url)));
  }
  if (draft.state === "sent" && draft.url) acts.append(part("a", say("see"), { class: "btn two sm", href: draft.url }));
  if (UNFINISHED.includes(draft.state)) act(say("drop"), async () => confirm(say("dropAsk")) && (await drafts.drop(draft.key)));
  if (acts.childElementCount) note.append(acts);
  box.replaceChildren(note);
  box.hidden = false;
}

const withValue = (pairs, name, value) => [...pairs.filter(([one]) => one !== name), [name, value]];
async function queue(draft) {
  await drafts.put({ ...draft, state: "waiting", reason: "", rows: [] });
  await sendAll();
}
async function sendAsNew(draft) {
  const key = newKey();
  await drafts.again({ ...draft, state: "waiting", reason: "", rows: [], url: "" }, key);
  await sendAll();
}

// ---- sending: one at a time, one tab at a time ----
let isSending = false;
export async function sendAll() {
  const owner = await owning;
  if (!owner || isSending) return;
  isSending = true;
  let sought = 0;
  const work = async () => (sought = await sendThose(owner));
  try {
    if (navigator.locks) await navigator.locks.request("sambung-outbox", { ifAvailable: true }, (lock) => lock && work());
    else await work();
  } finally {
    isSending = false;
    if (sought) await changed();
  }
}
async function sendThose(owner) {
  const waiting = (await drafts.all(owner)).filter((draft) => ["waiting", "login"].includes(draft.state));
  for (const draft of waiting.reverse()) {
    const who = await ask();
    if (!who) break;
    if (who.owner !== owner) {
      await drafts.put({ ...draft, state: "login", login: who.login });
      continue;
    }
    await send(draft, who.csrf);
  }
  return waiting.length;
}
async function ask() {
  try {
    const answer = await fetch(place.dataset.who, { cache: "no-store", signal: AbortSignal.timeout(20000) });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null; // no signal
  }
}
async function send(draft, csrf) {
  const body = new FormData();
  for (const [name, value] of draft.pairs) body.append(name, name === "token" ? draft.key : value);
  body.set("origin_key", draft.key);
  body.set("csrfmiddlewaretoken", csrf);
  for (const file of await drafts.files(draft.key)) body.append(file.field, file.blob, file.name);
  await changed({ ...draft, state: "sending" });
  let answer = null;
  try {
    answer = await fetch(draft.action, { method: "POST", body, headers: { "X-Outbox": "1" }, signal: AbortSignal.timeout(180000) });
    await settle(draft, answer);
  } catch {
    await drafts.put({ ...draft, state: "waiting" }); // perhaps taken, perhaps not: sent again, it is one
  }
}
async function settle(draft, answer) {
  const isData = (answer.headers.get("Content-Type") || "").includes("json");
  const told = isData ? await answer.json() : {};
  if (answer.ok && told.url) return void (await done(draft, told.url));
  if (answer.status === 401) return void (await drafts.put({ ...draft, state: "login", login: told.login.split("?")[0] }));
  if (answer.status >= 500 || answer.status === 429) return void (await drafts.put({ ...draft, state: "waiting", reason: say("busy") }));
  if (answer.status === 409) return void (await conflict(draft, told));
  const page = new DOMParser().parseFromString(isData ? "" : await answer.text(), "text/html");
  await drafts.put({ ...draft, state: "refused", reason: told.reason || faultsIn(page) });
  await mendHere(draft, page);
}
// The same form with its faults beside the fields takes the place of the one on this page.
async function mendHere(draft, page) {
  const [here, fresh] = [shown.get(draft.key), page.querySelector("main form[data-outbox]")];
  if (!here?.isConnected || !fresh) return;
  here.replaceWith(document.adoptNode(fresh));
  fresh.querySelectorAll("[data-script-only]").forEach((one) => one.removeAttribute("hidden"));
  await bind(fresh, draft.owner);
  fresh.querySelector("[data-focus]")?.focus();
}
// Both texts side by side: the site tells them, or the form as it stands there now does.
async function conflict(draft, told) {
  let { rows, version, url } = told;
  if (!rows && !draft.isNew) {
    const there = await formThere(draft.page);
    if (!there) return void (await drafts.put({ ...draft, state: "conflict", reason: told.reason || "", url: draft.page }));
    const theirs = answersIn(there);
    version = there.elements.version?.value;
    fill(there, withValue(draft.pairs, "version", version));
    rows = [...answersIn(there)].map(([name, mine]) => ({ ...mine, mine: mine.words, theirs: theirs.get(name)?.words || "" }));
    rows = rows.filter((row) => row.mine !== row.theirs);
    if (!rows.length && !draft.photos && !draft.others) return void (await done(draft, draft.page)); // taken before; only the answer was lost
  }
  await drafts.put({ ...draft, state: "conflict", reason: told.reason || "", rows: rows || [], version, url: url || draft.page });
}
async function formThere(page) {
  const answer = await fetch(page, { cache: "no-store" }).catch(() => null);
  if (!answer?.ok) return null;
  const there = new DOMParser().parseFromString(await answer.text(), "text/html");
  return there.querySelector("main form[data-outbox]");
}
function answersIn(form) {
  const found = new Map();
  for (const control of form.elements) {
    const { name, type } = control;
    if (!name || ["hidden", "file", "submit", "button", "fieldset"].includes(type)) continue;
    const label = control.closest("fieldset")?.querySelector("legend") || form.querySelector(`label[for="${control.id}"]`);
    const isChoice = ["checkbox", "radio"].includes(type);
    const chosen = isChoice ? control.checked && (control.closest("label")?.textContent.trim() || control.value) : "";
    const words = isChoice ? chosen || "" : control.selectedOptions ? [...control.selectedOptions].map((one) => one.textContent.trim()).join(", ") : control.value.trim();
    const before = found.get(name);
    found.set(name, { label: before?.label || label?.textContent.trim() || name, words: [before?.words, words].filter(Boolean).join(", ") });
  }
  return found;
}
function faultsIn(page) {
  const told = (where) => [...new Set([...page.querySelectorAll(where)].map((one) => one.textContent.trim()))].join(" · ");
  return told("main [data-focus] li") || told("main .field .msg") || page.querySelector("main .lede")?.textContent.trim() || "";
}
async function done(draft, url) {
  const { key, owner, title, label, page, isNew } = draft;
  await drafts.receipt({ key, owner, title, label, page, isNew, url, pairs: [], state: "sent", at: draft.at, sentAt: Date.now() });
}

// ---- whoever shows drafts is told when they change ----
const listeners = new Set();
export const onChange = (listener) => listeners.add(listener);
async function changed(draft = null) {
  for (const listener of listeners) await listener(draft);
  await showUnsent();
}
async function showUnsent() {
  const bar = document.getElementById("unsent");
  const here = document.querySelector("form[data-outbox]") || place.dataset.list !== undefined;
  const waiting = (await drafts.all(await owning)).filter((draft) => draft.state !== "typing" && draft.state !== "sent");
  if (!bar) return;
  bar.querySelector("a").textContent = say("unsent", { n: waiting.length });
  bar.hidden = !waiting.length || Boolean(here);
}

// ---- a form and its draft ----
const shown = new Map(); // draft key -> its form on this page
const isPhoto = (file) => file.blob.type.startsWith("image/");
const fieldsOf = (form) => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");

function fill(form, pairs, only = null) {
  const given = new Map();
  pairs.forEach(([name, value]) => given.set(name, [...(given.get(name) || []), value]));
  for (const control of form.elements) {
    if (!control.name || ["file", "submit", "button"].includes(control.type) || control.name === "csrfmiddlewaretoken") continue;
    if (only && !only.includes(control.name)) continue;
    const values = given.get(control.name) || [];
    if (["checkbox", "radio"].includes(control.type)) control.checked = values.includes(control.value);
    else if (control.type === "select-multiple") for (const option of control.options) option.selected = values.includes(option.value);
    else if (values.length) control.value = values[0];
    control.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

async function bind(form, owner) {
  const page = location.pathname + location.search;
  const box = form.querySelector("[data-outbox-state]") || form.insertBefore(part("div"), form.firstChild);
  const own = (await drafts.all(owner)).filter((draft) => draft.page === page && UNFINISHED.includes(draft.state));
  const named = location.hash.match(/^#isian=([\w-]+)$/)?.[1];
  const kept = own.find((draft) => draft.key === named) || (named ? null : own[0]);
  const isNew = form.dataset.outboxNew !== undefined;
  let draft = kept || { key: named || newKey(), owner, page, action: form.getAttribute("action") || page, label: form.dataset.outbox, isNew, title: "", pairs: [], state: "typing", at: 0 };
  let isFilling = true;
  let timer = null;
  let shrinking = Promise.resolve();

  shown.set(draft.key, form);
  const rename = () => history.replaceState(null, "", `#isian=${draft.key}`);
  const redraw = (seen = draft) => (seen.at || seen.state !== "typing") && show(box, seen, refresh);
  async function keep(state = "typing") {
    clearTimeout(timer);
    const files = await drafts.files(draft.key);
    const [photos, others] = [files.filter(isPhoto).length, files.filter((file) => !isPhoto(file)).length];
    const title = form.querySelector("[name=title], [name=hamlet], [name=problem]")?.value.slice(0, 80) || "";
    draft = { ...draft, pairs: fieldsOf(form), title, photos, others, state, only: undefined, reason: "", rows: [], at: Date.now() };
    await drafts.put(draft);
    if (isNew) rename();
    redraw();
  }
  async function refresh() {
    if (!draft.at) return; // nothing was typed yet
    const found = await drafts.get(draft.key);
    const moved = found ? null : (await drafts.all(owner)).find((one) => one.page === page && one.state === "sent" && Date.now() - one.sentAt < 5000);
    if (!found && !moved) return location.replace(page);
    draft = found || moved;
    if (draft.state === "sent") return leave(draft.url);
    fillHidden(form, draft);
    redraw();
  }

  if (kept) fill(form, kept.pairs, kept.only);
  isFilling = false;
  if (isNew && kept) {
    rename();
    box.after(press(say("another"), () => { location.hash = `#isian=${newKey()}`; location.reload(); }, "btn plain"));
  }
  form.querySelectorAll("input[type=file]").forEach((input) => bindFiles(input, () => draft.key, keep, (work) => (shrinking = shrinking.then(work, work)), box));
  redraw();
  form.addEventListener("input", (event) => {
    if (isFilling || event.target.type === "file") return;
    clearTimeout(timer);
    timer = setTimeout(keep, 250);
  });
  addEventListener("pagehide", () => timer && draft.state === "typing" && keep());
  onChange((seen) => form.isConnected && (seen?.key === draft.key ? redraw(seen) : seen || refresh()));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopPropagation();
    if (!form.reportValidity()) return;
    await shrinking;
    await keep("waiting");
    await sendAll();
  });
}
// Going twice would load the next page twice, and what it says once would be lost.
let isLeaving = false;
function leave(url) {
  if (isLeaving) return;
  isLeaving = true;
  location.assign(url);
}
// A version that a conflict brought along goes into the form as well.
function fillHidden(form, draft) {
  const version = draft.pairs.find(([name]) => name === "version");
  if (version && form.elements.version) form.elements.version.value = version[1];
}

// ---- photos: shrunk, kept, shown with a button to take them out ----
function bindFiles(input, keyOf, keep, chain, box) {
  const list = part("ul", "", { class: "kept-files" });
  (input.closest(".field") || input.parentElement).append(list);
  const draw = async () => {
    const files = (await drafts.files(keyOf())).filter((file) => file.field === input.name);
    list.replaceChildren(...files.map((file) => oneFile(file, async () => { await drafts.dropFile(file.id); await keep(); await draw(); })));
  };
  input.addEventListener("change", () => {
    const chosen = [...input.files];
    if (!chosen.length) return;
    chain(async () => {
      show(box, { state: "sending", at: Date.now() });
      box.querySelector("p").textContent = say("shrinking");
      const failed = [];
      for (const file of chosen) {
        const small = await (globalThis.sambung.shrink?.(file) ?? file);
        const bytes = new Blob([await small.arrayBuffer()], { type: small.type });
        await drafts.addFile(keyOf(), input.name, bytes, small.name).catch((error) => failed.push(`${file.name}: ${error.message}`));
      }
      input.value = "";
      await keep();
      await draw();
      if (failed.length) box.append(part("p", failed.join(" · "), { class: "msg", role: "alert" })); // the phone is full
    });
  });
  draw();
}
function oneFile(file, remove) {
  const row = part("li");
  if (isPhoto(file)) {
    const picture = part("img", "", { alt: file.name, width: "96", height: "72" });
    picture.src = URL.createObjectURL(file.blob);
    row.append(picture);
  }
  const button = press(say("drop"), remove, "btn plain");
  button.append(part("span", ` ${file.name}`, { class: "vh" }));
  row.append(part("span", `${file.name}, ${Math.max(1, Math.round(file.blob.size / 1024))} KB`, { class: "small soft" }), button);
  return row;
}

// ---- begin ----
async function begin() {
  await drafts.open();
  const owner = await owning;
  if (!owner) return;
  for (const old of await drafts.all(owner)) {
    if (old.state === "sent" && Date.now() - old.sentAt > RECEIPTS_FOR) await drafts.drop(old.key);
  }
  for (const form of document.querySelectorAll("form[data-outbox]")) await bind(form, owner);
  await showUnsent();
  addEventListener("online", sendAll);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && sendAll());
  setInterval(() => document.visibilityState === "visible" && sendAll(), AGAIN);
  await sendAll();
}
globalThis.sambung = { ...globalThis.sambung, outbox: { onChange, part, press, say, sendAll, show, clock, owning, stateWords } };
begin().catch(() => {}); // no store on this phone: the forms stay ordinary forms

// ---- the forms that must open without signal ----
const wanted = (place.dataset.keep || "").split(" ").filter(Boolean);
if (wanted.length) navigator.serviceWorker?.ready.then((worker) => worker.active.postMessage({ keep: wanted }));
