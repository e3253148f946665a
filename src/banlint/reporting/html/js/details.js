// A finding in full, as a drawer beside the table or on paper: why, by which law, on what evidence.

const dialog = document.getElementById("details");
const WORDS = { mac: "MAC", cpe: "CPE", purl: "PURL", fcc_id: "FCC ID", pci_id: "PCI id", usb_id: "USB id" };

const word = (key) => WORDS[key] || key.replaceAll(/[_.]/g, " ");

// Text in which no day is broken over two lines.
const prose = (text) =>
  text.split(/(\d{4}-\d\d-\d\d)/).map((part, index) => (index % 2 ? element("time", {}, part) : part));

function pairs(list) {
  const made = list
    .filter(([, content]) => content)
    .map(([name, content]) =>
      element("div", {}, element("dt", {}, name), element("dd", { class: "value" }, ...prose(content))));
  return made.length ? element("dl", { class: "pairs" }, ...made) : null;
}

function part(heading, ...children) {
  const held = children.filter(Boolean);
  return held.length ? element("section", {}, element("h3", {}, heading), ...held) : null;
}

// The line of the inventory with the value marked; columns count characters, not units of UTF-16.
function excerpt(row) {
  const letters = Array.from(row[at.source]);
  const from = row[at.column] - 1;
  const to = row[at.end] - 1;
  if (!letters.length || from < 0 || to <= from || to > letters.length) return null;
  const cutFrom = (start, end) => letters.slice(start, end).join("");
  const mark = element("mark", {}, cutFrom(from, to));
  return element("pre", { class: "excerpt", tabindex: "0", "aria-label": "The line of the inventory" },
    cutFrom(0, from), mark, cutFrom(to));
}

function evidenceItem(one) {
  const head = element("p", {},
    element("strong", {}, word(one.field)), " ", element("code", { class: "value" }, one.value), " ",
    element("span", { class: "sure " + one.confidence }, one.confidence));
  const where = one.line ? ", line " + one.line : "";
  const source = one.source ? ["; source: ", link(one.source, one.url)] : [];
  const met = element("p", { class: "under" },
    "met ", value("\u201c" + one.term + "\u201d"), ", ", value(one.what), where, ...source);
  return element("li", {}, head, met);
}

function notesOf(row) {
  return pairs(member(row, "notes"));
}

function decisionPart(row) {
  const decision = decisionOf(row);
  if (!decision) return null;
  const [kind, reason, reference, authority, owner, until, where] = decision;
  const said = [["decided", kind], ["reason", reason], ["reference", reference], ["authority", authority],
    ["owner", owner], ["until", until], ["written", where]];
  return part("Decision", pairs(said));
}

// All parts of a finding but its heading.
function parts(row) {
  const laws = member(row, "law").map(([citation, url]) => element("li", {}, link(citation, url)));
  const evidence = evidenceOf(row).map(evidenceItem);
  const [regime, title] = member(row, "regime");
  const asset = [...identifiersOf(row), ...member(row, "facts")].map(([key, text]) => [word(key), text]);
  return [
    element("p", { class: "reason value" }, ...prose(member(row, "reason"))),
    notesOf(row),
    part("Law", element("p", {}, value(title), " ", element("code", {}, regime)),
      laws.length ? element("ul", { class: "laws" }, ...laws) : null,
      pairs([["clause", member(row, "clause")], ["in effect", member(row, "effective")]])),
    part("Evidence", excerpt(row), evidence.length ? element("ul", { class: "evidence" }, ...evidence) : null),
    decisionPart(row),
    part("Asset", pairs([["part of", member(row, "parent")], ...asset])),
    part("Place", pairs([["file", placeOf(row)], ["pointer", row[at.pointer]], ["fingerprint", row[at.fingerprint]]])),
  ].filter(Boolean);
}

function heading(row, level) {
  const named = level === "h2" ? { id: "details-title", class: "value" } : { class: "value" };
  return element("header", {},
    element("p", {}, badge(verdictOf(row)), " ", element("span", { class: "under" }, CONFIDENCES[row[at.confidence]])),
    element(level, named, row[at.asset] || "\u2013"),
    element("p", { class: "under value" }, entityOf(row)));
}

function control(label, text, action, disabled) {
  const made = element("button", { type: "button", class: "plain-button", "aria-label": label, disabled }, text);
  made.addEventListener("click", action);
  return made;
}

// Open the finding at `position` of those shown.
function openDetails(position) {
  const row = findings[shown[position]];
  const step = (by) => () => { activate(position + by); openDetails(active); };
  const bar = element("div", { class: "controls" },
    element("span", { class: "under" }, grouped.format(position + 1) + " of " + grouped.format(shown.length)),
    control("The finding before", "\u2191", step(-1), position === 0),
    control("The next finding", "\u2193", step(1), position === shown.length - 1),
    control("Close", "\u2715", () => dialog.close()));
  dialog.replaceChildren(bar, element("div", { class: "sheet", tabindex: "-1" }, heading(row, "h2"), ...parts(row)));
  if (!dialog.open) dialog.showModal();
  dialog.querySelector(".sheet").focus();
}

function onDialogKey(event) {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!by || !event.target.classList.contains("sheet") || active + by < 0 || active + by >= shown.length) return;
  activate(active + by);
  openDetails(active);
}

dialog.addEventListener("keydown", onDialogKey);
dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
dialog.addEventListener("close", () => grid.focus({ preventScroll: true }));
