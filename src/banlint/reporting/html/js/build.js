// Elements made of text, never of markup: a value can be nothing but text.

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

const value = (text) => element("span", { class: "value" }, text);

const badge = (verdict) => element("span", { class: "badge " + verdict }, verdict.replace("-", " "));

// A link only where the address is one of the web.
function link(text, address) {
  let scheme = "";
  try {
    scheme = new URL(address).protocol;
  } catch {
    // No address at all: it is shown as text.
  }
  if (scheme !== "https:" && scheme !== "http:") return value(text);
  return element("a", { href: address, rel: "noopener noreferrer", target: "_blank", class: "value" }, text);
}

const grouped = new Intl.NumberFormat("en-US");
const count = (amount, noun) => grouped.format(amount) + " " + noun + (amount === 1 ? "" : "s");
