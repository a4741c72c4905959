// Zoom and turn the picture of a paper; without script the full picture opens by its link.
const tools = document.querySelector("[data-paper-tools]");
const frames = [...document.querySelectorAll("[data-paper-page] .paper-frame")];
let zoom = 0;
let turn = 0;

function draw() {
  frames.forEach((frame) => {
    frame.className = `paper-frame${zoom ? ` z${zoom}` : ""}${turn ? ` r${turn}` : ""}`;
  });
}

if (tools && frames.length) {
  tools.hidden = false;
  tools.addEventListener("click", (event) => {
    const what = event.target.closest("[data-paper]")?.dataset.paper;
    if (what === "in") zoom = Math.min(3, zoom + 1);
    if (what === "out") zoom = Math.max(0, zoom - 1);
    if (what === "turn") turn = (turn + 1) % 4;
    if (what) draw();
  });
}
