// The needs map. Everything it shows stands in the table below it as well; nothing here is the
// only way to a figure. Data comes from this site alone: no tiles, no glyph server.

const box = document.getElementById("peta");
const form = document.getElementById("pilihan");
const panel = document.getElementById("lembar");
const word = box.dataset;
const CLOSE = 7.2; // zoom from which kecamatan and villages are drawn
const STEPS = [5, 10, 20, 35]; // lower edges of ramp steps 2 to 5, percent without access
const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

let map, figures, borders, marker;
let near = null; // its kecamatan and villages
let opened = ""; // the kab/kota whose kecamatan are on the map
let labels = [];
const sharp = new Set(); // provinces whose full borders are here
let asked = 0; // answers of an older question are dropped

const chosen = () => {
  const given = new FormData(form);
  return { service: given.get("layanan"), year: Number(given.get("tahun")), measure: given.get("ukuran") };
};

function column() {
  const { service, year } = chosen();
  const years = figures.series.filter(([name]) => name === service).map(([, each]) => each);
  const shown = years.includes(year) ? year : Math.max(...years);
  return figures.series.findIndex(([name, each]) => name === service && each === shown);
}

function stepOf(access) {
  if (access === null || access === undefined) return 0;
  return 1 + STEPS.filter((edge) => 100 - access >= edge).length;
}

function hatch() {
  const size = 16, canvas = document.createElement("canvas");
  canvas.width = canvas.height = size;
  const pen = canvas.getContext("2d");
  pen.fillStyle = token("--hatch-ground");
  pen.fillRect(0, 0, size, size);
  pen.strokeStyle = token("--line-strong");
  pen.lineWidth = 2;
  for (const shift of [-size, 0, size]) {
    pen.beginPath();
    pen.moveTo(shift - 2, size + 2);
    pen.lineTo(shift + size + 2, -2);
    pen.stroke();
  }
  return pen.getImageData(0, 0, size, size);
}

function paint() {
  const at = column();
  for (const feature of borders.features) {
    const place = figures.places[feature.properties.code];
    feature.properties.step = stepOf(place?.v[at]?.[0]);
  }
  map.getSource("borders")?.setData(borders);
  map.getSource("people")?.setData(people(at));
  map.setLayoutProperty("people", "visibility", chosen().measure === "orang" ? "visible" : "none");
}

function people(at) {
  const features = Object.entries(figures.places)
    .filter(([, place]) => place.v[at]?.[1] > 0 && place.xy[0] !== null)
    .map(([code, place]) => ({
      type: "Feature",
      properties: { code, root: Math.sqrt(place.v[at][1]) },
      geometry: { type: "Point", coordinates: place.xy },
    }));
  return { type: "FeatureCollection", features };
}

const empty = () => ({ type: "FeatureCollection", features: [] });
const steps = (colours) => ["match", ["get", "step"], 1, colours[0], 2, colours[1], 3, colours[2], 4, colours[3], 5, colours[4], "rgba(0,0,0,0)"];

function layers() {
  const ramp = [1, 2, 3, 4, 5].map((step) => token(`--map-${step}`));
  const radius = (scale) => ["*", ["get", "root"], scale];
  return [
    { id: "ground", type: "background", paint: { "background-color": token("--sand") } },
    { id: "fill", type: "fill", source: "borders", paint: { "fill-color": steps(ramp), "fill-antialias": false } },
    { id: "unknown", type: "fill", source: "borders", filter: ["==", ["get", "step"], 0], paint: { "fill-pattern": "hatch" } },
    { id: "edge", type: "line", source: "borders", paint: { "line-color": token("--map-edge"), "line-width": ["interpolate", ["linear"], ["zoom"], 3, 0.4, 8, 1.4] } },
    { id: "districts", type: "fill", source: "districts", minzoom: CLOSE - 0.7, filter: ["!", ["get", "own"]], paint: { "fill-pattern": "hatch", "fill-opacity": 0.9 } },
    { id: "districts-own", type: "fill", source: "districts", minzoom: CLOSE - 0.7, filter: ["get", "own"], paint: { "fill-color": token("--paper"), "fill-opacity": 0.86 } },
    { id: "district-edge", type: "line", source: "districts", minzoom: CLOSE - 0.7, paint: { "line-color": token("--ink-soft"), "line-width": 1.2 } },
    { id: "chosen", type: "line", source: "borders", filter: ["==", ["get", "code"], ""], paint: { "line-color": token("--ink"), "line-width": 2.5 } },
    { id: "villages", type: "circle", source: "villages", minzoom: CLOSE - 0.7, paint: {
      "circle-radius": ["interpolate", ["linear"], ["zoom"], 7, 2.2, 11, 6, 14, 9],
      "circle-color": ["case", ["get", "own"], token("--leaf"), token("--paper")],
      "circle-stroke-color": ["case", ["get", "own"], token("--paper"), token("--ink-soft")], "circle-stroke-width": 1.5 } },
    { id: "people", type: "circle", source: "people", layout: { "circle-sort-key": ["-", 0, ["get", "root"]] }, paint: {
      "circle-color": token("--earth"), "circle-opacity": ["interpolate", ["linear"], ["zoom"], 6.5, 0.72, CLOSE, 0],
      "circle-stroke-color": token("--map-edge"), "circle-stroke-width": 0.8,
      "circle-stroke-opacity": ["interpolate", ["linear"], ["zoom"], 6.5, 1, CLOSE, 0],
      "circle-radius": ["interpolate", ["exponential", 2], ["zoom"], 3, radius(0.007), 4, radius(0.0115), 6, radius(0.03)] } },
  ];
}

function bounds(geometry) {
  const found = [Infinity, Infinity, -Infinity, -Infinity];
  for (const polygon of geometry.coordinates) for (const [lon, lat] of polygon[0]) {
    found[0] = Math.min(found[0], lon); found[1] = Math.min(found[1], lat);
    found[2] = Math.max(found[2], lon); found[3] = Math.max(found[3], lat);
  }
  return [[found[0], found[1]], [found[2], found[3]]];
}

async function fetchJson(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  return answer.json();
}

// ---- one kab/kota: its sheet, its kecamatan and villages ----
async function open(code, { move = true } = {}) {
  const feature = borders.features.find((each) => each.properties.code === code);
  map.setFilter("chosen", ["==", ["get", "code"], code]);
  showPanel(code);
  if (move && feature) map.fitBounds(bounds(feature.geometry), { padding: padding(), maxZoom: 10, duration: 700 });
  await details(code);
}

// Borders cut for the whole country are coarse from near: a province's full ones replace them.
async function sharpen(province) {
  if (sharp.has(province)) return;
  sharp.add(province);
  const data = await fetchJson(word.closer.replace("KODE", province)).catch(() => null);
  if (!data) return void sharp.delete(province);
  const full = new Map(data.features.map((each) => [each.properties.code, each.geometry]));
  for (const feature of borders.features) feature.geometry = full.get(feature.properties.code) ?? feature.geometry;
  paint();
}

const padding = () => (innerWidth > 760 ? { top: 40, bottom: 40, left: 40, right: 440 } : { top: 24, left: 16, right: 64, bottom: Math.round(box.clientHeight * 0.6) });

async function details(code) {
  if (opened === code) return;
  const question = ++asked;
  opened = code;
  sharpen(code.slice(0, 2));
  const data = await fetchJson(word.closer.replace("KODE", code)).catch(() => null);
  if (question !== asked) return;
  if (!data) return void (opened = "");
  near = data;
  map.getSource("districts").setData(data.districts);
  map.getSource("villages").setData(data.villages);
  drawLabels();
}

async function showPanel(code) {
  const { service, year } = chosen();
  const address = `${word.sheet.replace("KODE", code)}?layanan=${service}&tahun=${year}`;
  const answer = await fetch(address, { headers: { "X-Requested-With": "fetch" } }).catch(() => null);
  if (!answer?.ok) return;
  panel.querySelector("[data-words]").innerHTML = await answer.text();
  panel.hidden = false;
  panel.focus();
}

function closePanel() {
  panel.hidden = true;
  map.setFilter("chosen", ["==", ["get", "code"], ""]);
  map.getCanvas().focus();
}

// ---- names as HTML: at most so many, never one over another ----
function drawLabels() {
  for (const each of labels) each.remove();
  labels = [];
  const taken = [];
  for (const [name, place, css, most] of candidates()) {
    if (labels.length >= most) break;
    const { x, y } = map.project(place);
    const area = [x - name.length * 3.6 - 4, y - 10, x + name.length * 3.6 + 4, y + 10];
    if (x < 0 || y < 0 || x > box.clientWidth || y > box.clientHeight) continue;
    if (taken.some((other) => area[0] < other[2] && area[2] > other[0] && area[1] < other[3] && area[3] > other[1])) continue;
    taken.push(area);
    const element = document.createElement("div");
    element.className = `maplabel ${css}`;
    element.textContent = name;
    element.setAttribute("aria-hidden", "true");
    labels.push(new marker({ element, anchor: css === "small" ? "bottom" : "center", offset: css === "small" ? [0, -6] : [0, 0] }).setLngLat(place).addTo(map));
  }
}

function candidates() {
  const zoom = map.getZoom(), at = column();
  if (zoom >= CLOSE && near) {
    const named = near.districts.features.map((each) => [each.properties.n.replace(/^Kecamatan |^District /, ""), middle(each.geometry), "", 60]);
    if (zoom < 10.2) return named;
    const villages = near.villages.features.map((each) => [each.properties.n.replace(/^(Desa|Kelurahan|Village|Urban village) /, ""), each.geometry.coordinates, "small", 60]);
    return [...named, ...villages];
  }
  const most = zoom < 4.4 ? 0 : zoom < 5.4 ? 8 : 30;
  return Object.values(figures.places)
    .filter((place) => place.xy[0] !== null)
    .sort((one, two) => (two.v[at]?.[1] ?? 0) - (one.v[at]?.[1] ?? 0))
    .map((place) => [place.n.replace(/^Kabupaten /, ""), place.xy, "", most]);
}

function middle(geometry) {
  const [[west, south], [east, north]] = bounds(geometry);
  return [(west + east) / 2, (south + north) / 2];
}

// ---- what people do ----
function listen() {
  map.on("click", (event) => {
    const village = opened && map.getZoom() >= CLOSE
      ? map.queryRenderedFeatures([[event.point.x - 8, event.point.y - 8], [event.point.x + 8, event.point.y + 8]], { layers: ["villages"] })[0] : null;
    if (village) return void showPanel(village.properties.code);
    const circle = map.queryRenderedFeatures(event.point, { layers: ["people", "fill", "unknown"] })[0];
    if (circle) open(circle.properties.code);
  });
  map.on("mousemove", (event) => {
    const found = map.queryRenderedFeatures(event.point, { layers: ["villages", "people", "fill", "unknown"] })[0];
    map.getCanvas().style.cursor = found ? "pointer" : "";
    box.title = found ? (found.properties.n ?? figures.places[found.properties.code]?.n ?? "") : "";
  });
  map.on("moveend", () => {
    if (map.getZoom() >= CLOSE) {
      const centre = map.queryRenderedFeatures(map.project(map.getCenter()), { layers: ["fill", "unknown"] })[0];
      if (centre && map.getZoom() >= CLOSE + 0.5) details(centre.properties.code);
    }
    drawLabels();
  });
  form.addEventListener("change", paintSoon);
  document.getElementById("dekat").addEventListener("click", () => map.zoomIn());
  document.getElementById("jauh").addEventListener("click", () => map.zoomOut());
  document.getElementById("utuh").addEventListener("click", () => whole());
  panel.querySelector(".x").addEventListener("click", closePanel);
  addEventListener("keydown", (event) => event.key === "Escape" && !panel.hidden && closePanel());
  const finder = document.getElementById("ke-tempat");
  finder.addEventListener("change", () => {
    const found = Object.entries(figures.places).find(([, place]) => place.n === finder.value);
    if (found) open(found[0]);
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => location.reload());
}

function paintSoon() {
  requestAnimationFrame(() => { paint(); drawLabels(); });
}

const COUNTRY = [[94.8, -11.2], [141.2, 6.2]];
const WEST = [[94.8, -10], [118, 6.2]]; // where a phone begins: all of Indonesia is too small there
function whole() {
  if (!panel.hidden) closePanel();
  map.fitBounds(COUNTRY, { padding: 16, duration: 500 });
}

function nameList() {
  const list = document.createElement("datalist");
  list.id = "daftar-tempat";
  for (const place of Object.values(figures.places)) list.append(new Option(place.p, place.n));
  document.getElementById("ke-tempat").after(list);
  document.getElementById("ke-tempat").setAttribute("list", list.id);
  document.getElementById("ke-tempat-field").hidden = false;
}

async function start() {
  const [library, ...data] = await Promise.all([import(word.library), fetchJson(word.borders), fetchJson(word.figures)]);
  [borders, figures] = data;
  library.setWorkerUrl(word.worker);
  marker = library.Marker;
  const narrow = innerWidth <= 760;
  map = new library.Map({
    container: box.querySelector(".canvas"),
    style: { version: 8, sources: {}, layers: [] },
    bounds: narrow ? WEST : COUNTRY, fitBoundsOptions: { padding: 16 },
    minZoom: 2.2, maxZoom: 15, maxBounds: [[80, -25], [156, 20]],
    attributionControl: false, dragRotate: false, pitchWithRotate: false, touchPitch: false,
    renderWorldCopies: false, fadeDuration: 0, scrollZoom: !narrow,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.getCanvas().setAttribute("aria-label", word.label);
  await map.once("load");
  map.addImage("hatch", hatch(), { pixelRatio: 2 });
  const at = column();
  for (const feature of borders.features) feature.properties.step = stepOf(figures.places[feature.properties.code]?.v[at]?.[0]);
  map.addSource("borders", { type: "geojson", data: borders, tolerance: 0.2 });
  map.addSource("people", { type: "geojson", data: people(at) });
  map.addSource("districts", { type: "geojson", data: empty() });
  map.addSource("villages", { type: "geojson", data: empty() });
  for (const layer of layers()) map.addLayer(layer);
  paint();
  listen();
  nameList();
  await map.once("idle");
  drawLabels();
  box.dataset.ready = "";
  const wanted = new URLSearchParams(location.search).get("buka");
  if (wanted && figures.places[wanted]) open(wanted);
}

// The address follows the choice, so that it can be sent to somebody; going back leaves the map.
form.addEventListener("change", (event) => {
  if (!event.target.name) return event.stopPropagation();
  history.replaceState(null, "", `?${new URLSearchParams(new FormData(form))}`);
});

start().catch(() => {
  box.querySelector(".wait").hidden = true;
  box.querySelector(".broken").hidden = false;
  box.querySelector(".zoom").hidden = true;
});
