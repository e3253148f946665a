// The table: only the rows in sight are in the page, and one of them is the active one.

const COLUMNS = [
  ["verdict", "Verdict"],
  ["asset", "Asset"],
  ["entity", "Maker"],
  ["regime", "Ban"],
  ["site", "Site"],
  ["effective", "In effect"],
  ["place", "Place"],
];
const BEYOND = 6;

const grid = document.getElementById("grid");
const scroller = document.getElementById("scroller");
const sizer = document.getElementById("sizer");
const body = document.getElementById("rows");

let shown = [];
let active = 0;
let height = 56;
let pool = [];
let drawn = {};
let openRow = () => {};

function cell(main, under) {
  const lines = [element("span", { class: "main value" }, main || "\u2013")];
  if (under) lines.push(element("span", { class: "under value" }, under));
  return lines;
}

function verdictCell(row) {
  const decision = decisionOf(row);
  const sure = CONFIDENCES[row[at.confidence]];
  return [badge(verdictOf(row)), element("span", { class: "under" }, decision ? decision[0] + ", " + sure : sure)];
}

const contents = {
  verdict: verdictCell,
  asset: (row) => cell(row[at.asset], member(row, "parent") && "part of " + member(row, "parent")),
  entity: (row) => cell(entityOf(row), writtenOf(row)),
  regime: (row) => cell(...member(row, "regime")),
  site: (row) => cell(member(row, "site")),
  effective: (row) => cell(member(row, "effective")),
  place: (row) => cell(element("bdi", { dir: "ltr" }, placeOf(row))),
};

function makeRow() {
  const cells = COLUMNS.map(([name]) => element("div", { role: "gridcell", class: "cell " + name }));
  const made = element("div", { role: "row", class: "row" }, ...cells);
  made.cells = cells;
  return made;
}

function fill(made, position) {
  const row = findings[shown[position]];
  made.id = "row-" + position;
  made.dataset.position = position;
  made.setAttribute("aria-rowindex", position + 2);
  made.classList.toggle("decided", isDecided(row));
  made.cells.forEach((one, index) => one.replaceChildren(...contents[COLUMNS[index][0]](row)));
}

// Put the rows in sight, and a few beyond, into the page.
function draw() {
  const first = Math.max(0, Math.floor(scroller.scrollTop / height) - BEYOND);
  const last = Math.min(shown.length, Math.ceil((scroller.scrollTop + scroller.clientHeight) / height) + BEYOND);
  if (drawn.rows !== shown || drawn.first !== first || drawn.last !== last) redraw(first, last);
  for (const made of body.children) made.setAttribute("aria-selected", Number(made.dataset.position) === active);
  if (active >= first && active < last) grid.setAttribute("aria-activedescendant", "row-" + active);
  else grid.removeAttribute("aria-activedescendant");
}

// Rows that stay in sight keep their elements.
function redraw(first, last) {
  const kept = new Map();
  const free = [];
  for (const made of pool) {
    const position = Number(made.dataset.position);
    if (drawn.rows === shown && position >= first && position < last) kept.set(position, made);
    else free.push(made);
  }
  const used = [];
  for (let position = first; position < last; position += 1) {
    let made = kept.get(position);
    if (!made) {
      made = free.pop() || makeRow();
      fill(made, position);
    }
    used.push(made);
  }
  body.replaceChildren(...used);
  body.style.transform = "translateY(" + first * height + "px)";
  pool = used;
  drawn = { rows: shown, first, last };
}

function measure() {
  height = parseFloat(getComputedStyle(grid).getPropertyValue("--row")) || height;
  sizer.style.height = shown.length * height + "px";
  draw();
}

function show(rows) {
  shown = rows;
  active = 0;
  scroller.scrollTop = 0;
  grid.setAttribute("aria-rowcount", rows.length + 1);
  measure();
}

function activate(position) {
  active = Math.min(Math.max(position, 0), shown.length - 1);
  const top = active * height;
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  else if (top + height > scroller.scrollTop + scroller.clientHeight) {
    scroller.scrollTop = top + height - scroller.clientHeight;
  }
  draw();
}

function onKey(event) {
  if (event.target !== grid || !shown.length || event.altKey || event.metaKey) return;
  const page = Math.max(1, Math.floor(scroller.clientHeight / height) - 1);
  const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
  if (event.key in steps) activate(active + steps[event.key]);
  else if (event.key === "Enter" || event.key === " ") openRow(active);
  else return;
  event.preventDefault();
}

function heads(onSort) {
  const made = COLUMNS.map(([name, title]) => {
    const arrow = element("span", { class: "arrow", "aria-hidden": "true" });
    const button = element("button", { type: "button" }, title, arrow);
    button.addEventListener("click", () => onSort(name));
    const told = { role: "columnheader", class: "cell " + name, "aria-sort": "none", "data-column": name };
    return element("div", told, button);
  });
  document.getElementById("heads").replaceChildren(...made);
}

function startGrid(onSort, onOpen) {
  openRow = onOpen;
  heads(onSort);
  grid.setAttribute("aria-colcount", COLUMNS.length);
  grid.hidden = false;
  grid.addEventListener("keydown", onKey);
  scroller.addEventListener("scroll", () => requestAnimationFrame(draw), { passive: true });
  new ResizeObserver(measure).observe(scroller);
  body.addEventListener("click", (event) => {
    const made = event.target.closest("[data-position]");
    if (!made || String(getSelection())) return;
    activate(Number(made.dataset.position));
    openRow(active);
  });
}
