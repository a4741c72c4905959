// A report of progress: the place from the phone, the mark from the percent, and, when ticked, the
// time and place a photo carries. Without this file everything can be typed.
const one = (name) => document.getElementById(`id_${name}`);
const put = (name, value) => {
  const field = one(name);
  if (!field || value === undefined) return;
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
};

// ---- the position of the phone, asked for only at a tap ----
const locate = document.getElementById("locate");
locate?.addEventListener("click", () => {
  const words = document.getElementById("locate-words");
  words.textContent = locate.dataset.busyWords;
  navigator.geolocation?.getCurrentPosition(
    ({ coords }) => {
      put("lat", coords.latitude.toFixed(6));
      put("lon", coords.longitude.toFixed(6));
      words.textContent = `± ${Math.round(coords.accuracy)} m`;
    },
    () => (words.textContent = locate.dataset.fail),
    { enableHighAccuracy: true, timeout: 20000 },
  );
});

// ---- the mark that the percent has reached ----
one("percent")?.addEventListener("input", ({ target }) => {
  const percent = Number(target.value);
  if (target.value !== "" && percent >= 0 && percent <= 100) put("mark", String(Math.floor(percent / 25) * 25));
});

// ---- what the first photo says of itself, read before it is made small ----
async function exifOf(file) {
  const view = new DataView(await file.slice(0, 262144).arrayBuffer());
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return {};
  for (let at = 2; at + 10 < view.byteLength && view.getUint8(at) === 0xff; at += 2 + view.getUint16(at + 2)) {
    if (view.getUint16(at) === 0xffe1 && view.getUint32(at + 4) === 0x45786966) return tags(view, at + 10);
  }
  return {};
}
function tags(view, base) {
  const little = view.getUint16(base) === 0x4949;
  const short = (at) => view.getUint16(base + at, little);
  const long = (at) => view.getUint32(base + at, little);
  const folder = (at) => {
    const found = new Map();
    for (let n = 0, count = short(at); n < count; n += 1) found.set(short(at + 2 + n * 12), at + 2 + n * 12);
    return found;
  };
  const words = (entry, size) => String.fromCharCode(...new Uint8Array(view.buffer, base + long(entry + 8), size));
  const part = (at) => long(at) / (long(at + 4) || 1);
  const degrees = (entry) => [0, 8, 16].reduce((sum, step, n) => sum + part(long(entry + 8) + step) / 60 ** n, 0);
  const first = folder(long(4));
  const [inner, place] = [0x8769, 0x8825].map((tag) => (first.has(tag) ? folder(long(first.get(tag) + 8)) : new Map()));
  const seen = {};
  if (inner.has(0x9003)) seen.taken_at = words(inner.get(0x9003), 16).replace(/^(\d{4}):(\d{2}):(\d{2}) /, "$1-$2-$3T");
  if (place.has(2) && place.has(4)) {
    const side = (tag) => (place.has(tag) ? String.fromCharCode(view.getUint8(base + place.get(tag) + 8)) : "");
    seen.lat = ((side(1) === "S" ? -1 : 1) * degrees(place.get(2))).toFixed(6);
    seen.lon = ((side(3) === "W" ? -1 : 1) * degrees(place.get(4))).toFixed(6);
  }
  return seen;
}
document.addEventListener(
  "change",
  async ({ target }) => {
    if (target.id !== "id_photos" || !one("reads_photo")?.checked || !target.files.length) return;
    const seen = await exifOf(target.files[0]).catch(() => ({}));
    for (const [name, value] of Object.entries(seen)) if (!one(name)?.value) put(name, value);
  },
  true,
);
