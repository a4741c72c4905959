// The page of what is on this phone: unsent drafts with what one can do, and copies of pages.
const { drafts, outbox } = globalThis.sambung;
const { part, press, say, show, clock } = outbox;
const one = (name) => document.querySelector(`[data-${name}]`);
const lists = ["sambung-pages-", "sambung-forms-"];

async function showDrafts() {
  const owner = await outbox.owning;
  const kept = owner ? await drafts.all(owner) : [];
  const list = part("ul", "", { class: "rows" });
  for (const draft of kept) {
    const row = part("li", "", { class: "row" });
    const title = part("h3");
    const words = `${draft.label}: ${draft.title || say("noTitle")}`;
    title.append(draft.state === "sent" ? document.createTextNode(words) : part("a", words, { href: `${draft.page}#isian=${draft.key}` }));
    const box = part("div");
    show(box, draft, showDrafts);
    row.append(title, box);
    list.append(row);
  }
  one("drafts").replaceChildren(kept.length ? list : part("p", say("noDrafts"), { class: "soft" }));
}

async function copies() {
  const found = new Map();
  for (const name of await caches.keys()) {
    if (!lists.some((start) => name.startsWith(start))) continue;
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const copy = await cache.match(request, { ignoreVary: true });
      const title = (await copy.text()).match(/<title>([^<]*)<\/title>/)?.[1] || request.url;
      const seen = copy.headers.get("X-Sambung-Seen");
      const { pathname, search } = new URL(request.url);
      if (!found.has(request.url)) found.set(request.url, { address: pathname + search, title: plain(title).replace(/ – Sambung$/, ""), seen });
    }
  }
  return [...found.values()].sort((a, b) => (a.seen < b.seen ? 1 : -1));
}
const plain = (html) => new DOMParser().parseFromString(html, "text/html").body.textContent;

async function showCopies() {
  const list = part("ul", "", { class: "rows" });
  for (const copy of await copies()) {
    const row = part("li", "", { class: "row cols2" });
    row.append(part("a", copy.title, { href: copy.address }), part("span", say("seen", { time: clock(copy.seen) }), { class: "soft" }));
    list.append(row);
  }
  one("copies").replaceChildren(list.childElementCount ? list : part("p", say("noCopies"), { class: "soft" }));
}

async function wipe() {
  if (!confirm(say("dropAsk"))) return;
  for (const draft of await drafts.all(await outbox.owning)) await drafts.drop(draft.key);
  for (const name of await caches.keys()) if (lists.some((start) => name.startsWith(start))) await caches.delete(name);
  location.reload();
}

if (location.pathname !== new URL(document.querySelector("#phone").dataset.list, location).pathname) one("away").hidden = false;
one("wipe").append(press(say("dropAll"), wipe, "btn two"));
outbox.onChange(showDrafts);
showDrafts().catch(() => {});
if ("caches" in globalThis) showCopies().catch(() => {});
