// The findings as they lie in the page: rows of numbers and texts, and the values that many rows share.

const VERDICTS = ["prohibited", "needs-facts", "restricted", "scheduled", "proposed", "watch"];
const CONFIDENCES = ["possible", "probable", "certain"];

const island = (id) => JSON.parse(document.getElementById(id).textContent);

const { columns, cut } = island("about");
const shared = island("shared");
const findings = island("data");
const at = Object.fromEntries(columns.map((name, index) => [name, index]));

// A member of a row; where the row holds a number of a shared value, that value.
function member(row, name) {
  const held = row[at[name]];
  const values = shared[name];
  return values !== undefined && typeof held === "number" ? values[held] : held;
}

const regimeOf = (row) => member(row, "regime")[0];
const entityOf = (row) => { const [id, name] = member(row, "entity"); return name || id || "no maker"; };
const siteOf = (row) => member(row, "site") || "no site given";
const verdictOf = (row) => VERDICTS[row[at.verdict]];
const isDecided = (row) => row[at.decision] !== -1;
const decisionOf = (row) => (isDecided(row) ? member(row, "decision") : null);

function placeOf(row) {
  const cell = row[at.cell];
  return member(row, "path") + (cell ? "#" + cell : ":" + row[at.line] + ":" + row[at.column]);
}

function identifiersOf(row) {
  const values = row[at.values];
  return member(row, "keys").map((key, index) => [key, values[index]]);
}

// The maker and the model as the inventory writes them.
function writtenOf(row) {
  const found = Object.fromEntries(identifiersOf(row));
  return [found.manufacturer || found.brand, found.model || found.part_number].filter(Boolean).join(" ");
}

function evidenceOf(row) {
  const flat = row[at.evidence];
  const found = [];
  for (let index = 0; index < flat.length; index += 3) {
    const met = typeof flat[index] === "number" ? shared.met[flat[index]] : flat[index];
    const [field, confidence, term, what, source, url] = met;
    const value = typeof flat[index + 1] === "number" ? row[at.values][flat[index + 1]] : flat[index + 1];
    found.push({ field, confidence: CONFIDENCES[confidence], term, what, source, url, value, line: flat[index + 2] });
  }
  return found;
}
