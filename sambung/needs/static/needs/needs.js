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
    if (!answer?.ok) {
      const told = answer?.status === 409 ? await answer.json() : null;
      if (told) one("#saved").textContent = told.words;
      return;
    }
    const told = await answer.json();
    form.elements.version.value = told.version;
    one("#saved").textContent = told.words;
  };
  form.addEventListener("input", (event) => {
    if (event.target.type === "file" || event.target.name === "cari") return;
    clearTimeout(timer);
    timer = setTimeout(() => (saving = save().finally(() => (saving = null))), 1500);
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (!saving) return;
    event.preventDefault();
    event.stopPropagation();
    const button = event.submitter;
    saving.then(() => form.requestSubmit(button));
  });
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
