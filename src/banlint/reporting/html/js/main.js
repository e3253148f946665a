// The filters, and what they have to do with the table and the charts.

const controls = Object.fromEntries(
  ["search", "verdict", "regime", "entity", "site", "state"].map((id) => [id, document.getElementById(id)]));
const marks = [...document.querySelectorAll("[data-filter]")];
const order = { column: "", descending: false };
const MOST_OPTIONS = 1000;

function options(name, all, sortByName) {
  const { labels, amounts } = facets[name];
  const numbers = labels.map((_, index) => index);
  if (sortByName) numbers.sort((one, other) => (natural(labels[one]) < natural(labels[other]) ? -1 : 1));
  else numbers.sort((one, other) => VERDICTS.indexOf(labels[one]) - VERDICTS.indexOf(labels[other]));
  const made = numbers.slice(0, MOST_OPTIONS).map((number) =>
    element("option", { value: labels[number] }, labels[number] + " (" + grouped.format(amounts[number]) + ")"));
  controls[name].replaceChildren(element("option", { value: "" }, all), ...made);
}

function states() {
  const decided = findings.filter(isDecided).length;
  const open = findings.length - decided;
  const made = [["open", "open", open], ["decided", "decided", decided], ["all", "all", findings.length]];
  controls.state.replaceChildren(...made.map(([id, label, amount]) =>
    element("option", { value: id }, label + " (" + grouped.format(amount) + ")")));
  if (!open && decided) controls.state.options[1].defaultSelected = true;
}

const wanted = () => ({
  ...order,
  ...Object.fromEntries(Object.entries(controls).map(([name, control]) => [name, control.value])),
});

function refresh() {
  const rows = select(wanted());
  show(rows);
  document.getElementById("status").textContent =
    grouped.format(rows.length) + " of " + count(findings.length, "finding") + " shown";
  for (const mark of marks) {
    mark.setAttribute("aria-pressed", controls[mark.dataset.filter].value === mark.dataset.key);
  }
}

function sortBy(column) {
  order.descending = order.column === column && !order.descending;
  order.column = column;
  for (const head of document.querySelectorAll("[data-column]")) {
    const own = head.dataset.column === column;
    head.setAttribute("aria-sort", own ? (order.descending ? "descending" : "ascending") : "none");
  }
  refresh();
}

// A bar or a tile filters by what it stands for, and filters no more when pressed again.
function onMark(mark) {
  const control = controls[mark.dataset.filter];
  const pressed = control.value === mark.dataset.key;
  if (!pressed && ![...control.options].some((one) => one.value === mark.dataset.key)) {
    control.append(element("option", { value: mark.dataset.key }, mark.dataset.key));
  }
  control.value = pressed ? "" : mark.dataset.key;
  refresh();
}

let waiting = 0;

function start() {
  options("verdict", "all verdicts", false);
  options("regime", "all bans", true);
  options("entity", "all makers", true);
  options("site", "all sites", true);
  states();
  startGrid(sortBy, openDetails);
  const filters = document.getElementById("filters");
  filters.addEventListener("submit", (event) => event.preventDefault());
  filters.addEventListener("reset", () => setTimeout(refresh));
  filters.addEventListener("change", refresh);
  controls.search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(refresh, 120); });
  for (const mark of marks) mark.addEventListener("click", () => onMark(mark));
  if (cut) {
    document.getElementById("cut").textContent = ", and " + count(cut, "less grave finding") + " not in this table";
  }
  refresh();
  document.documentElement.dataset.ready = "true";
  setTimeout(prepare, 200);
}

start();
