// Which findings are shown and in what order: numbers of rows, so that a hundred thousand are no stall.

// A facet gives each row the number of its label, once, and compares by numbers from then on.
function facet(labelOf) {
  const labels = [];
  const numbers = new Map();
  const codes = new Uint32Array(findings.length);
  const open = [];
  findings.forEach((row, index) => {
    const label = labelOf(row);
    let number = numbers.get(label);
    if (number === undefined) {
      number = labels.push(label) - 1;
      numbers.set(label, number);
      open.push(0);
    }
    codes[index] = number;
    open[number] += 1;
  });
  return { labels, numbers, codes, amounts: open };
}

const facets = {
  verdict: facet(verdictOf),
  regime: facet(regimeOf),
  entity: facet(entityOf),
  site: facet(siteOf),
};

// Digits count as numbers: camera-9 comes before camera-10.
const natural = (text) => text.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(12, "0"));

// The same of a value that many rows share, worked out once for all of them.
function once(make) {
  const made = new Map();
  return (given) => {
    if (!made.has(given)) made.set(given, make(given));
    return made.get(given);
  };
}

const naturally = once(natural);
const cited = once((laws) => laws.map(([citation]) => citation).join("\n"));

const sortKeys = {
  verdict: (row) => String(row[at.verdict] * 3 + 2 - row[at.confidence]).padStart(2, "0"),
  asset: (row) => natural(row[at.asset]),
  entity: (row) => naturally(entityOf(row)),
  regime: (row) => naturally(regimeOf(row)),
  site: (row) => naturally(siteOf(row)),
  effective: (row) => member(row, "effective") || "9999",
  place: (row) => naturally(member(row, "path")) + natural(row[at.cell]) + String(row[at.line]).padStart(9, "0"),
};

const ranks = new Map();

// The rank of each row by a column, worked out when first asked for.
function ranksBy(name) {
  if (!ranks.has(name)) {
    const keys = findings.map(sortKeys[name]);
    const distinct = [...new Set(keys)].sort((one, other) => (one < other ? -1 : one > other ? 1 : 0));
    const places = new Map(distinct.map((key, index) => [key, index]));
    ranks.set(name, Uint32Array.from(keys, (key) => places.get(key)));
  }
  return ranks.get(name);
}

const haystacks = new Array(findings.length);

// All there is to search in a finding.
function haystack(index) {
  if (haystacks[index] === undefined) {
    const row = findings[index];
    const [regime, title] = member(row, "regime");
    const parts = [
      row[at.asset], member(row, "parent"), regime, title, entityOf(row), member(row, "path"), siteOf(row),
      cited(member(row, "law")), row[at.values].join("\n"), row[at.fingerprint], row[at.pointer], member(row, "reason"),
    ];
    haystacks[index] = parts.join("\n").toLowerCase();
  }
  return haystacks[index];
}

// Make ready what the first search and the first sorting need, while nobody waits.
function prepare(index = 0) {
  if (index >= findings.length) return;
  const end = Math.min(index + 2000, findings.length);
  for (let next = index; next < end; next += 1) haystack(next);
  setTimeout(prepare, 0, end);
}

// The numbers of the rows that `wanted` asks for, in its order.
function select(wanted) {
  const words = wanted.search.toLowerCase().split(/\s+/).filter(Boolean);
  const asked = Object.entries(facets)
    .filter(([name]) => wanted[name] !== "")
    .map(([name, { codes, numbers }]) => [codes, numbers.get(wanted[name])]);
  const found = [];
  for (let index = 0; index < findings.length; index += 1) {
    if (wanted.state !== "all" && isDecided(findings[index]) !== (wanted.state === "decided")) continue;
    if (!asked.every(([codes, number]) => codes[index] === number)) continue;
    if (words.length && !words.every((word) => haystack(index).includes(word))) continue;
    found.push(index);
  }
  return sorted(found, wanted);
}

function sorted(found, { column, descending }) {
  if (!column) return found;
  const own = ranksBy(column);
  const sign = descending ? -1 : 1;
  return found.sort((one, other) => sign * (own[one] - own[other]) || one - other);
}
