// Paper has no scrolling: the findings that are shown are written out in full, as many as are of use on paper.

const MOST_PRINTED = 250;
const printed = document.getElementById("printed");

function printedFinding(index) {
  const row = findings[index];
  return element("article", { class: "finding" }, heading(row, "h3"), ...parts(row));
}

function writeOut() {
  const first = shown.slice(0, MOST_PRINTED).map(printedFinding);
  const more = shown.length - first.length;
  const said = "and " + count(more, "more finding") + ": filter the table to print them.";
  printed.replaceChildren(...first, ...(more ? [element("p", {}, said)] : []));
}

let opened = [];

addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details:not([open])")];
  for (const one of opened) one.open = true;
  writeOut();
});
addEventListener("afterprint", () => {
  for (const one of opened) one.open = false;
  printed.replaceChildren();
});
