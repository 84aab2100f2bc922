"use strict";
// What the page knows, and how it says it. Texts of files only ever become text nodes.
const DATA = JSON.parse(document.getElementById("data").textContent);
const LEVELS = ["", "info", "warning", "error"];
const ICONS = ["", "ℹ", "▲", "✖"];
const WEIGHTS = [0, 1, 10, 100];
let lang = DATA.lang === "zh" ? 0 : 1;

const $ = (id) => document.getElementById(id);

// A word of the page in the reader's language; {s} is the English plural.
function t(name, values) {
  let text = DATA.texts[name][lang];
  for (const [key, value] of Object.entries(values || {})) {
    text = text.replaceAll("{" + key + "}", String(value));
  }
  return text.replaceAll("{s}", values && values.n === 1 ? "" : "s");
}

const familyName = (family) => (DATA.texts["fam_" + family] ? t("fam_" + family) : family);

// A path without what could reverse or hide the text around it.
const plain = (path) => path.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "\ufffd");

const both = (texts) => texts[Math.min(lang, texts.length - 1)];

// An element with attributes, handlers and children; strings become text.
function el(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === "onclick") made.addEventListener("click", value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value != null) made.setAttribute(name, value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

// A link, only to the web; anything else stays text.
function anchor(address, text) {
  if (!/^https?:\/\//i.test(address)) return document.createTextNode(text);
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, text);
}

const button = (text, onclick, more) =>
  el("button", { type: "button", onclick, ...(more || {}) }, text);

function badge(severity) {
  const name = LEVELS[severity];
  return el("span", { class: "badge " + name },
    el("span", { "aria-hidden": "true" }, ICONS[severity] + " "), t(name));
}

const FINDINGS = DATA.findings.map((row) => {
  const rule = DATA.strings[row[3]];
  return {
    pathId: row[0], path: DATA.paths[row[0]], line: row[1], column: row[2], rule,
    family: rule.split("/")[0], severity: row[4], message: DATA.strings[row[5]],
    suggestion: row[6], fixable: row[7] === 1, evidence: row[8] < 0 ? [] : DATA.strings[row[8]],
    question: row[9], status: row[10], fingerprint: row[11],
    before: row[12], marked: row[13], after: row[14],
    blame: row[15] < 0 ? null : DATA.strings[row[15]], group: -1, search: "", order: 0,
  };
});
FINDINGS.sort((a, b) =>
  (a.path < b.path ? -1 : a.path > b.path ? 1 : 0) || a.line - b.line || a.column - b.column || (a.rule < b.rule ? -1 : 1));
FINDINGS.forEach((item, index) => { item.order = index; });

const BY_FINGERPRINT = new Map(FINDINGS.map((item) => [item.fingerprint, item]));
DATA.groups.forEach(([, prints], index) => {
  for (const print of prints) BY_FINGERPRINT.get(print).group = index;
});

const OPEN = FINDINGS.filter((item) => item.status === 0);
const RULES = new Map(DATA.rules.map((row) => [row[0], {
  id: row[0], severity: row[1], fixable: row[2], summary: row[3], why: row[4], limits: row[5],
  references: row[6],
}]));

// Totals of some findings by anything that they have.
function tally(items, keyOf) {
  const found = new Map();
  for (const item of items) {
    const key = keyOf(item);
    let row = found.get(key);
    if (!row) found.set(key, row = { key, counts: [0, 0, 0, 0], total: 0, score: 0, items: [] });
    row.counts[item.severity] += 1;
    row.total += 1;
    row.score += WEIGHTS[item.severity];
    row.items.push(item);
  }
  return [...found.values()].sort((a, b) => b.score - a.score || b.total - a.total);
}

const FAMILIES = [...new Set(FINDINGS.map((item) => item.family))].sort();
const folderOf = (path) => path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
const QUESTIONS = DATA.questions.map(([path, line, title], index) => ({
  index, path: DATA.paths[path], line, title, score: 0,
}));
const BY_QUESTION = tally(OPEN, (item) => item.question);
for (const row of BY_QUESTION) QUESTIONS[row.key].score = row.score;
const nameOf = (question) => question.path + ":" + question.line;
const ONE_FILE = new Set(FINDINGS.map((item) => item.path)).size === 1;
const whereOf = (question) =>
  (ONE_FILE ? t("line_n", { n: question.line }) : plain(question.path) + ":" + question.line);
const titleOf = (question) => question.title || t("top_of_page");

// "2 errors, 1 warning"
function counted(counts) {
  const parts = [3, 2, 1].filter((level) => counts[level])
    .map((level) => t("n_" + LEVELS[level], { n: counts[level] }));
  return parts.join(lang ? ", " : "，");
}
