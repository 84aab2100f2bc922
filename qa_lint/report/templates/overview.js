// Totals, the worst questions, bars, the grid of questions, rules, facts and assignments.
const GRID_STEP = 30;
let gridRows = GRID_STEP;
let factRows = GRID_STEP;
let gridClean = false;

function tile(value, label, kind, onclick) {
  const inside = [el("span", { class: "tile-value" }, String(value)),
    el("span", { class: "tile-label" }, label)];
  return onclick ? el("button", { type: "button", class: "tile-box " + kind, onclick }, inside)
    : el("div", { class: "tile-box " + kind }, inside);
}

function drawTiles() {
  const counts = [0, 0, 0, 0];
  for (const item of OPEN) counts[item.severity] += 1;
  const asked = QUESTIONS.filter((question) => question.title && question.score).length;
  const tiles = [3, 2, 1].map((level) => tile(counts[level], t(LEVELS[level] + "s"), LEVELS[level],
    () => change({ severity: new Set([LEVELS[level]]) }, true)));
  const fixable = OPEN.filter((item) => item.fixable).length;
  tiles.push(tile(fixable, t("fixable"), "plain", () => change({ status: "fixable" }, true)));
  tiles.push(tile(t("of", { a: DATA.clean, b: DATA.clean + asked }), t("clean_questions"), "plain"));
  $("tiles").replaceChildren(...tiles);
}

// Why a question is bad: its rules, the heaviest first, in words.
function reasons(row, most) {
  const list = tally(row.items, (item) => item.rule).slice(0, most).map((found) => {
    const rule = RULES.get(found.key);
    const text = rule ? both(rule.summary) : found.key;
    return el("li", {}, el("span", { class: "dot " + LEVELS[found.items[0].severity] }),
      found.total + " × " + text, " ", el("code", {}, found.key));
  });
  return el("ul", { class: "reasons" }, list);
}

function example(row) {
  const worst = [...row.items].sort((a, b) => b.severity - a.severity)[0];
  return el("p", { class: "example" }, both(worst.message));
}

function drawWorst() {
  if (!OPEN.length) {
    $("worst").replaceChildren(el("p", { class: "card good" }, t("none")));
    return;
  }
  // A page's top is no question; it is only named when nothing else is bad.
  const asked = BY_QUESTION.filter((row) => QUESTIONS[row.key].title);
  const cards = (asked.length ? asked : BY_QUESTION).slice(0, 3).map((row, index) => {
    const question = QUESTIONS[row.key];
    return el("article", { class: index ? "card" : "card first" },
      el("p", { class: "rank" }, index ? t("next_worst", { n: index + 1 }) : t("worst_question"),
        " · ", t("score_n", { n: row.score })),
      el("h3", {}, titleOf(question)),
      el("p", { class: "note" }, question.path + ":" + question.line + " · " + counted(row.counts)),
      el("p", { class: "label" }, t("because")),
      reasons(row, index ? 3 : 6), index ? null : example(row),
      button(t("show_findings", { n: row.total }),
        () => change({ question: question.path + ":" + question.line, sort: "severity" }, true),
        { class: "primary" }));
  });
  $("worst").replaceChildren(...cards);
}

function bar(row, label, most, onclick) {
  const parts = [3, 2, 1].filter((level) => row.counts[level]).map((level) => {
    const part = el("span", { class: "part " + LEVELS[level] });
    part.style.width = 100 * row.counts[level] * WEIGHTS[level] / most + "%";
    return part;
  });
  return el("button", { type: "button", class: "bar", onclick, title: counted(row.counts) },
    el("span", { class: "bar-label" }, label), el("span", { class: "bar-count" }, String(row.total)),
    el("span", { class: "bar-line", "aria-hidden": "true" }, parts));
}

function drawBars() {
  const folders = tally(OPEN, (item) => folderOf(item.path));
  const files = tally(OPEN, (item) => item.path);
  const folderRows = folders.length > 1 ? folders.slice(0, 8) : [];
  const most = Math.max(1, ...folders.map((row) => row.score), ...files.map((row) => row.score));
  $("folders").replaceChildren(
    ...folderRows.map((row) => bar(row, (row.key || ".") + "/", most,
      () => change({ folder: row.key }, true))),
    ...files.slice(0, 10).map((row) => bar(row, row.key, most,
      () => change({ path: row.key }, true))));
  const families = tally(OPEN, (item) => item.family);
  const top = Math.max(1, ...families.map((row) => row.score));
  $("families").replaceChildren(...families.map((row) => bar(row, row.key, top,
    () => change({ family: new Set([row.key]) }, true))));
}

function gridRow(question, row) {
  const name = question.path + ":" + question.line;
  const cells = FAMILIES.map((family) => {
    const inside = row ? row.items.filter((item) => item.family === family) : [];
    if (!inside.length) return el("td", { class: "zero" }, row ? "" : "·");
    const worst = LEVELS[Math.max(...inside.map((item) => item.severity))];
    return el("td", {}, button(String(inside.length),
      () => change({ question: name, family: new Set([family]) }, true),
      { class: "cell " + worst, "aria-label": inside.length + " " + family + ": " + titleOf(question) }));
  });
  return el("tr", {},
    el("th", { scope: "row" }, el("button", {
      type: "button", class: "link", onclick: () => change({ question: name }, true),
    }, titleOf(question)), el("span", { class: "note" }, name)),
    el("td", { class: "score" }, row ? String(row.score) : "0"), cells);
}

function drawGrid() {
  const clean = gridClean ? QUESTIONS.filter((question) => !question.score && question.title) : [];
  const all = [...BY_QUESTION.map((row) => [QUESTIONS[row.key], row]),
    ...clean.map((question) => [question, null])];
  const head = el("tr", {}, el("th", { scope: "col" }, t("question")),
    el("th", { scope: "col" }, t("score")),
    FAMILIES.map((family) => el("th", { scope: "col" }, family)));
  const table = el("table", { class: "grid" }, el("thead", {}, head),
    el("tbody", {}, all.slice(0, gridRows).map(([question, row]) => gridRow(question, row))));
  const rest = Math.min(100, all.length - gridRows);
  const box = el("input", { type: "checkbox", id: "grid-clean" });
  box.checked = gridClean;
  box.addEventListener("change", () => { gridClean = box.checked; drawGrid(); $("grid-clean").focus(); });
  const listed = QUESTIONS.some((question) => !question.score && question.title);
  $("grid").replaceChildren(
    listed ? el("p", {}, box, " ", el("label", { for: "grid-clean" }, t("show_clean"))) : "",
    all.length ? el("div", { class: "scroll", tabindex: "0", role: "region", "aria-labelledby": "questions-title" }, table)
      : el("p", { class: "note" }, t("none")),
    rest > 0 ? button(t("show_more", { n: rest }), () => { gridRows += 100; drawGrid(); }) : "");
}

function drawRules() {
  const rows = tally(OPEN, (item) => item.rule).map((row) => {
    const rule = RULES.get(row.key);
    const worst = Math.max(...row.items.map((item) => item.severity));
    return el("details", {},
      el("summary", {}, el("span", { class: "rule-count" }, String(row.total)), badge(worst), " ",
        el("code", {}, row.key), " ", rule ? both(rule.summary) : "",
        rule && rule.fixable ? el("span", { class: "tag" }, t("fixable_short")) : null),
      rule ? el("p", {}, both(rule.why)) : null,
      rule && rule.limits ? el("p", { class: "note" }, t("limits") + ": " + both(rule.limits)) : null,
      rule ? rule.references.map((address) => el("p", {}, anchor(address, address))) : null,
      el("p", {}, button(t("show_findings", { n: row.total }),
        () => change({ rule: row.key }, true), { class: "primary" })));
  });
  $("rule-list").replaceChildren(...(rows.length ? rows : [el("p", { class: "note" }, t("none"))]));
}

function factRow(row) {
  const [id, truth, reviewed, due, overdue, evidence, places, pages] = row;
  const first = places.length ? DATA.paths[places[0][0]] + ":" + places[0][1] : "";
  const also = places.map(([path, at]) => DATA.paths[path] + ":" + at).join("\n");
  return el("tr", { class: overdue ? "late" : null },
    el("th", { scope: "row" }, el("code", {}, id), el("div", {}, both(truth)),
      evidence.map(([title, address]) => el("div", { class: "note" }, anchor(address, title)))),
    el("td", {}, reviewed), el("td", {}, overdue ? el("strong", {}, due) : due),
    el("td", { title: also }, t("pages", { n: pages }), el("div", { class: "note" }, first)));
}

function drawFacts() {
  const facts = DATA.facts;
  if (!facts) {
    $("fact-list").replaceChildren(el("p", { class: "note" }, t("facts_off")));
    return;
  }
  const late = facts.used.filter((row) => row[4]).length;
  const tiles = [tile(facts.used.length, t("facts_used") + " · " + t("facts_registered", { n: facts.registered }), "plain"),
    tile(late, t("facts_overdue"), late ? "warning" : "plain")];
  if (facts.statements !== null) {
    tiles.push(tile(t("of", { a: facts.covered, b: facts.statements }), t("facts_covered"), "plain"));
  }
  const head = ["fact", "reviewed", "due", "used_in"].map((name) => el("th", { scope: "col" }, t(name)));
  const rows = facts.used.slice(0, factRows).map(factRow);
  const rest = Math.min(100, facts.used.length - factRows);
  $("fact-list").replaceChildren(el("div", { class: "tiles" }, tiles),
    rows.length ? el("div", { class: "scroll", tabindex: "0", role: "region", "aria-labelledby": "facts-title" },
      el("table", { class: "facts" }, el("thead", {}, el("tr", {}, head)), el("tbody", {}, rows))) : "",
    rest > 0 ? button(t("show_more", { n: rest }), () => { factRows += 100; drawFacts(); }) : "");
}

const groupName = (index) => DATA.groups[index][0] || t("nobody");

function drawWork() {
  if (!$("work-list")) return;
  const rows = tally(OPEN, (item) => item.group);
  const most = Math.max(1, ...rows.map((row) => row.score));
  $("work-list").replaceChildren(el("p", { class: "note" }, t("work_" + DATA.meta.by)),
    el("div", { class: "bars" }, rows.map((row) => bar(row, groupName(row.key), most,
      () => change({ group: String(row.key) }, true)))));
}

function drawProblems() {
  const box = $("problems");
  box.hidden = !DATA.problems.length;
  box.replaceChildren(el("h2", {}, t("problems")), el("ul", {}, DATA.problems.map(([path, ...text]) =>
    el("li", {}, path ? el("code", {}, path) : null, " ", both(text)))));
}
