// The proposal's screens: save while typing, live arithmetic, the phone's own position.
// Every screen works without this file.
const { group, readNumber } = globalThis.sambung; // of ui.js, which every page loads first

const one = (selector) => document.querySelector(selector);
const form = one("form[data-autosave]");

// ---- save quietly, a moment after the last key ----
if (form) {
  let timer = null;
  let saving = null;
  const save = async () => {
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (value instanceof File || name === "cari") data.delete(name);
    const answer = await fetch(form.dataset.autosave, { method: "POST", body: data, headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer) return void (await keepHere());
    if (!answer.ok) {
      const told = answer?.status === 409 ? await answer.json() : null;
      if (told) one("#saved").textContent = told.words;
      return;
    }
    const told = await answer.json();
    form.elements.version.value = told.version;
    one("#saved").textContent = told.words;
    await dropHere();
  };
  form.addEventListener("input", (event) => {
    if (event.target.type === "file" || event.target.name === "cari") return;
    clearTimeout(timer);
    timer = setTimeout(() => (saving = save().finally(() => (saving = null))), 1500);
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (!navigator.onLine && outbox) {
      event.preventDefault();
      event.stopPropagation();
      return void goOnHere();
    }
    if (!saving) return;
    event.preventDefault();
    event.stopPropagation();
    const button = event.submitter;
    saving.then(() => form.requestSubmit(button));
  });
}

// ---- without signal: go on with the same draft on one page, which the phone has kept ----
const { drafts, outbox, shrink } = globalThis.sambung;
const onOnePage = form?.dataset.carry;
async function draftHere() {
  const owner = await outbox.owning;
  return (await drafts.all(owner)).find((draft) => draft.page === onOnePage && draft.state !== "sent");
}
async function keepHere() {
  if (!outbox || !onOnePage) return null;
  const known = await draftHere();
  const names = [...new Set([...form.elements].map((control) => control.name))].filter((name) => name && !["cari", "aksi", "csrfmiddlewaretoken"].includes(name));
  const typed = [...new FormData(form)].filter(([name, value]) => names.includes(name) && typeof value === "string");
  const before = (known?.pairs || []).filter(([name]) => !names.includes(name));
  const draft = {
    ...{ key: crypto.randomUUID(), owner: await outbox.owning, page: onOnePage, action: onOnePage, label: form.dataset.carryName },
    ...{ title: one("h1").textContent, isNew: false, state: "typing", ...known },
    ...{ pairs: [...before, ...typed], only: known && !known.only ? undefined : [...(known?.only || []), ...names], at: Date.now() },
  };
  await drafts.put(draft);
  one("#saved").textContent = outbox.stateWords(draft);
  return draft;
}
async function dropHere() {
  const known = outbox && onOnePage && (await draftHere());
  if (known?.only) await drafts.drop(known.key); // the site has it now
}
async function goOnHere() {
  const draft = await keepHere();
  for (const input of form.querySelectorAll("input[type=file]")) {
    for (const file of input.files) {
      const small = await (shrink?.(file) ?? file);
      await drafts.addFile(draft.key, input.name, new Blob([await small.arrayBuffer()], { type: small.type }), small.name);
    }
  }
  location.assign(`${onOnePage}#isian=${draft.key}`);
}
if (outbox && onOnePage) {
  navigator.serviceWorker?.ready.then((worker) => worker.active.postMessage({ keep: [onOnePage], anew: true }));
  draftHere().then((draft) => {
    if (!draft) return;
    const link = one("#kept-here a");
    link.href = `${onOnePage}#isian=${draft.key}`;
    one("#kept-here").hidden = false;
  }).catch(() => {});
}

// ---- people per household ----
const people = one("#id_people");
const households = one("#id_households");
const ratio = one("#per-household");
function showRatio() {
  const [all, homes] = [readNumber(people.value), readNumber(households.value)];
  const known = all > 0 && homes > 0;
  const language = document.documentElement.lang;
  const each = known ? (all / homes).toLocaleString(language, { maximumFractionDigits: 1 }) : "";
  ratio.textContent = known ? `${group(all)} ÷ ${group(homes)} = ${each} ${ratio.dataset.words}` : "";
}
if (people && households && ratio) {
  [people, households].forEach((input) => input.addEventListener("input", showRatio));
  showRatio();
}

// ---- the position of the phone ----
const locate = one("#locate");
locate?.addEventListener("click", () => {
  const words = one("#locate-words");
  words.textContent = locate.dataset.busyWords;
  navigator.geolocation?.getCurrentPosition(
    ({ coords }) => {
      one("#id_lat").value = coords.latitude.toFixed(6);
      one("#id_lon").value = coords.longitude.toFixed(6);
      words.textContent = `± ${Math.round(coords.accuracy)} m`;
      one("#id_lat").dispatchEvent(new Event("input", { bubbles: true }));
    },
    () => (words.textContent = locate.dataset.fail),
    { enableHighAccuracy: true, timeout: 20000 },
  );
});

// ---- totals of a cost estimate ----
const rab = one("form[data-rab]");
if (rab) {
  const volumeOf = (text) => {
    const plain = text.trim().replace(/\s+/g, "");
    if (/^\d{1,3}(\.\d{3})+(,\d+)?$/.test(plain)) return Number(plain.replaceAll(".", "").replace(",", "."));
    return Number(plain.replace(",", "."));
  };
  const show = () => {
    let total = 0;
    rab.querySelectorAll("[data-line]").forEach((line) => {
      const volume = volumeOf(line.querySelector("[name$=volume]").value);
      const price = readNumber(line.querySelector("[name$=unit_price_rp]").value);
      const amount = volume > 0 && price !== null ? Math.round(volume * price) : 0;
      line.querySelector("[data-amount]").textContent = amount ? `Rp${group(amount)}` : "";
      total += amount;
    });
    const percent = Number(rab.querySelector("[name=community_percent]").value.replace(",", ".").replace("%", "")) || 0;
    const community = Math.floor((total * percent) / 100);
    const served = readNumber(rab.querySelector("[name=people_served]").value);
    one("[data-total]").textContent = `Rp${group(total)}`;
    one("[data-community]").textContent = `Rp${group(community)}`;
    one("[data-need]").textContent = `Rp${group(total - community)}`;
    one("[data-each]").textContent = served > 0 ? `Rp${group(Math.floor(total / served))}` : "–";
  };
  rab.addEventListener("input", show);
  show();
}
