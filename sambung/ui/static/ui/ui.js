// Small manners on top of pages that work without script. No state, no framework.

const id = (name) => document.getElementById(name);
const isEnglish = document.documentElement.lang.startsWith("en");
const separator = isEnglish ? "," : ".";

// ---- buttons that show they are working, and forms that send once ----
document.addEventListener("submit", (event) => {
  const form = event.target;
  const button = event.submitter;
  if (form.method !== "post" || form.dataset.again !== undefined || form.matches("[hx-post]")) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "1";
  if (!button?.dataset.busy) return;
  button.setAttribute("aria-busy", "true");
  setTimeout(() => {
    button.style.minWidth = `${button.offsetWidth}px`;
    button.textContent = button.dataset.busy;
  }, 300);
});
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload(); // a page from the back cache would stay busy
});

// ---- money: live arithmetic and the amount in words ----
const STEPS = isEnglish
  ? [[1e12, "trillion"], [1e9, "billion"], [1e6, "million"]]
  : [[1e12, "triliun"], [1e9, "miliar"], [1e6, "juta"]];
const WORDS = { triliun: 1e12, trillion: 1e12, miliar: 1e9, milyar: 1e9, billion: 1e9, juta: 1e6, jt: 1e6, million: 1e6, ribu: 1e3, rb: 1e3, thousand: 1e3 };

export function readNumber(text) {
  const plain = text.trim().toLowerCase().replace(/^rp\.?/, "").replace(/\s+/g, "").replace(/(,-|,00)$/, "");
  const match = plain.match(/^(\d[\d.,]*)([a-z]*)$/);
  if (!match || (match[2] && !WORDS[match[2]])) return null;
  const step = WORDS[match[2]] || 1;
  let number = match[1];
  if (/^\d{1,3}(\.\d{3})+$/.test(number)) number = number.replaceAll(".", "");
  else if (/^\d{1,3}(,\d{3})+$/.test(number) && (step === 1 || number.split(",").length > 2)) number = number.replaceAll(",", "");
  else number = number.includes(",") ? number.replaceAll(".", "").replace(",", ".") : number;
  const value = Number(number) * step;
  return Number.isFinite(value) ? Math.round(value) : null;
}
export const group = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, separator);
globalThis.sambung = { group, readNumber }; // for the scripts of rooms: hashed names cannot be imported
function inWords(value) {
  const found = STEPS.find(([size]) => value >= size);
  if (!found) return "";
  const number = (value / found[0]).toLocaleString(isEnglish ? "en-GB" : "id-ID", { maximumSignificantDigits: 4 });
  return `Rp${number} ${found[1]}`;
}
function showLive(input) {
  const place = id(input.dataset.live);
  const value = readNumber(input.value);
  if (!place) return;
  if (value === null) return void (place.textContent = "");
  const unit = input.dataset.money ? "Rp" : "";
  const times = Number(input.dataset.times);
  if (times > 0) {
    const left = `${group(times)} ${input.dataset.timesUnit}`.trim();
    place.textContent = `${left} × ${unit}${group(value)} = ${unit}${group(value * times)}`;
  } else place.textContent = value >= 1e6 ? inWords(value) : "";
}
document.addEventListener("input", (event) => {
  if (event.target.dataset?.live) showLive(event.target);
});
document.addEventListener("focusout", (event) => {
  const input = event.target;
  if (!input.dataset?.money) return;
  const value = readNumber(input.value);
  if (value !== null) input.value = group(value);
});
document.querySelectorAll("[data-live]").forEach(showLive);

// ---- menus close on Escape and on a tap elsewhere ----
document.addEventListener("click", (event) => {
  document.querySelectorAll("details[data-menu][open]").forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  const opener = event.target.closest("[data-sheet]");
  if (opener) {
    event.preventDefault();
    id(opener.dataset.sheet)?.showModal();
  }
  if (event.target.matches("dialog")) event.target.close();
  const copier = event.target.closest("[data-copy]");
  if (copier) copy(copier);
  if (event.target.closest("[data-print]")) print();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  document.querySelectorAll("details[data-menu][open]").forEach((menu) => {
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  const suggest = event.target.dataset?.suggest;
  if (suggest) id(suggest).replaceChildren();
});
document.addEventListener("focusout", (event) => {
  const find = event.target.closest?.(".find");
  if (find && !find.contains(event.relatedTarget)) setTimeout(() => find.querySelector(".results")?.replaceChildren(), 150);
});

// ---- arrow keys in the suggestions of the search ----
document.addEventListener("keydown", (event) => {
  const find = event.target.closest?.(".find");
  if (!find || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
  const stops = [find.querySelector("input"), ...find.querySelectorAll(".results a")];
  const next = stops.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1);
  if (!stops[next]) return;
  event.preventDefault();
  stops[next].focus();
});

// ---- copy a link or a text ----
async function copy(button) {
  const words = button.textContent;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.done || (isEnglish ? "Copied" : "Tersalin");
  } catch {
    return;
  }
  setTimeout(() => (button.textContent = words), 2000);
}

// ---- the phone's own sheet of apps to share with, where there is one ----
if (navigator.share) {
  document.querySelectorAll("[data-share-text]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => navigator.share({ text: button.dataset.shareText }).catch(() => {}));
  });
}

// ---- buttons that only script can serve appear with it; an error summary takes the focus ----
document.querySelectorAll("[data-script-only]").forEach((part) => part.removeAttribute("hidden"));
document.querySelector("[data-focus]:not([data-still] *)")?.focus();

// ---- filters that send themselves ----
document.addEventListener("change", (event) => {
  if (event.target.form?.dataset.auto !== undefined) event.target.form.requestSubmit();
});

// ---- the contents list follows the reading ----
const toc = document.querySelectorAll(".toc a[href^='#']");
if (toc.length && "IntersectionObserver" in window) {
  const seen = new IntersectionObserver((entries) => {
    const entry = entries.find((one) => one.isIntersecting);
    if (!entry) return;
    toc.forEach((link) => link.classList.toggle("on", link.hash === `#${entry.target.id}`));
  }, { rootMargin: "0px 0px -70% 0px" });
  toc.forEach((link) => id(link.hash.slice(1)) && seen.observe(id(link.hash.slice(1))));
}

// ---- the service worker: what one looked at opens without signal ----
const phone = id("phone");
if (phone && "serviceWorker" in navigator) {
  addEventListener("load", () => navigator.serviceWorker.register(phone.dataset.sw, { scope: "/" }).catch(() => {}));
}
