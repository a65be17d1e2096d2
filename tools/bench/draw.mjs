// Draws cost curves as one SVG: a panel for each thing that grows, both axes in powers of ten.

const WIDTH = 420;
const HEIGHT = 260;
const PAD = { left: 58, right: 14, top: 30, bottom: 40 };
const COLOURS = ["#1f6feb", "#d9622b", "#2e8b57", "#8250df"];

const escaped = (text) => String(text).replace(/[&<>]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[c]);
const short = (n) => (n >= 1e6 ? `${n / 1e6}M` : n >= 1e3 ? `${n / 1e3}k` : n >= 1 ? `${n}` : `${Number(n.toPrecision(1))}`);

// The powers of ten that hold all numbers, and the place of a number between them from 0 to 1.
function axis(numbers) {
  const low = Math.floor(Math.log10(Math.min(...numbers)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...numbers))));
  return {
    place: (n) => (Math.log10(n) - low) / (high - low),
    ticks: Array.from({ length: high - low + 1 }, (_, at) => 10 ** (low + at)),
  };
}

// One panel: `lines` are `{ name, points: [[x, y], …] }`; what is no number above zero is left out.
function panel({ title, across, up, lines }, left, top) {
  const shown = lines.map((line) => ({ ...line, points: line.points.filter(([x, y]) => x > 0 && y > 0) })).filter((line) => line.points.length > 0);
  const all = shown.flatMap((line) => line.points);
  if (all.length === 0) return "";
  const [x, y] = [axis(all.map(([at]) => at)), axis(all.map(([, at]) => at))];
  const px = (n) => (left + PAD.left + x.place(n) * (WIDTH - PAD.left - PAD.right)).toFixed(1);
  const py = (n) => (top + HEIGHT - PAD.bottom - y.place(n) * (HEIGHT - PAD.top - PAD.bottom)).toFixed(1);
  const parts = [`<text x="${left + PAD.left}" y="${top + 14}" font-weight="600">${escaped(title)}</text>`];
  for (const tick of x.ticks) {
    parts.push(`<line class="grid" x1="${px(tick)}" x2="${px(tick)}" y1="${py(y.ticks[0])}" y2="${py(y.ticks.at(-1))}"/>`);
    parts.push(`<text x="${px(tick)}" y="${top + HEIGHT - PAD.bottom + 14}" text-anchor="middle">${short(tick)}</text>`);
  }
  for (const tick of y.ticks) {
    parts.push(`<line class="grid" x1="${px(x.ticks[0])}" x2="${px(x.ticks.at(-1))}" y1="${py(tick)}" y2="${py(tick)}"/>`);
    parts.push(`<text x="${left + PAD.left - 6}" y="${Number(py(tick)) + 4}" text-anchor="end">${short(tick)}</text>`);
  }
  parts.push(`<text x="${left + PAD.left}" y="${top + 26}" class="quiet">${escaped(up)}</text>`);
  parts.push(`<text x="${left + WIDTH - PAD.right}" y="${top + HEIGHT - 10}" text-anchor="end" class="quiet">${escaped(across)}</text>`);
  shown.forEach(({ name, points }, at) => {
    const colour = COLOURS[at % COLOURS.length];
    parts.push(`<polyline fill="none" stroke="${colour}" stroke-width="1.5" points="${points.map(([a, b]) => `${px(a)},${py(b)}`).join(" ")}"/>`);
    for (const [a, b] of points) parts.push(`<circle r="2.5" fill="${colour}" cx="${px(a)}" cy="${py(b)}"><title>${escaped(`${name}: ${b.toPrecision(3)} at ${a}`)}</title></circle>`);
    parts.push(`<text x="${left + PAD.left + at * 88}" y="${top + HEIGHT - 10}" fill="${colour}">${escaped(name)}</text>`);
  });
  return parts.join("\n");
}

// All panels, two in a row.
export function draw(panels) {
  const rows = Math.ceil(panels.length / 2);
  const body = panels.map((one, at) => panel(one, (at % 2) * WIDTH, Math.floor(at / 2) * HEIGHT)).join("\n");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${2 * WIDTH} ${rows * HEIGHT}" font-family="system-ui, sans-serif" font-size="11">
<style>.grid{stroke:#8884;stroke-width:.5}.quiet{fill:#666}</style>
<rect width="100%" height="100%" fill="#fff"/>
${body}
</svg>
`;
}
