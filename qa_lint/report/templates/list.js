// The list: only the rows in view exist, however many there are.
const SPARE = 6;
let rowHeight = 80;
let selected = -1;
let waiting = false;

function rowOf(item, index) {
  const question = QUESTIONS[item.question];
  const row = el("div", {
    class: "row " + LEVELS[item.severity], role: "option", id: "row-" + index,
    "aria-selected": String(index === selected), "aria-posinset": String(index + 1),
    "aria-setsize": String(shown.length), "data-index": String(index),
  },
  el("div", { class: "row-head" }, badge(item.severity), " ",
    el("span", { class: "row-message" }, both(item.message))),
  excerpt(item),
  el("div", { class: "row-foot" },
    el("span", { class: "row-place" }, plain(item.path) + ":" + item.line), " · ",
    el("span", {}, item.rule), question.title ? " · " + question.title : ""));
  row.style.top = index * rowHeight + "px";
  return row;
}

function draw() {
  waiting = false;
  const list = $("list");
  const first = Math.max(0, Math.floor(list.scrollTop / rowHeight) - SPARE);
  const last = Math.min(shown.length,
    Math.ceil((list.scrollTop + list.clientHeight) / rowHeight) + SPARE);
  const rows = [];
  for (let index = first; index < last; index += 1) rows.push(rowOf(shown[index], index));
  if (selected >= 0 && selected < shown.length && (selected < first || selected >= last)) {
    rows.push(rowOf(shown[selected], selected));  // the active row must exist to be announced
  }
  $("sheet").replaceChildren(...rows);
  if (selected >= 0) list.setAttribute("aria-activedescendant", "row-" + selected);
  else list.removeAttribute("aria-activedescendant");
}

function drawSoon() {
  if (!waiting) {
    waiting = true;
    requestAnimationFrame(draw);
  }
}

function measure() {
  rowHeight = parseFloat(getComputedStyle($("list")).getPropertyValue("--row")) || 80;
  $("sheet").style.height = shown.length * rowHeight + "px";
  $("list").classList.toggle("empty", shown.length === 0);
}

// Show the filtered findings from the top, or with the selected one in view.
function drawList() {
  const wanted = state.finding ? shown.findIndex((item) => item.fingerprint === state.finding) : -1;
  selected = wanted;
  measure();
  $("list").scrollTop = 0;
  if (selected >= 0) reveal(selected, true);
  draw();
  if (!shown.length) {
    $("sheet").replaceChildren(el("p", { class: "note" }, OPEN.length || FINDINGS.length
      ? t("no_match") : t("none")));
  }
  drawDetail(selected >= 0 ? shown[selected] : null);
}

function reveal(index, center) {
  const list = $("list");
  const top = index * rowHeight;
  const view = list.clientHeight;
  if (center) list.scrollTop = Math.max(0, top - view / 3);
  else if (top < list.scrollTop) list.scrollTop = top;
  else if (top + rowHeight > list.scrollTop + view) list.scrollTop = top + rowHeight - view;
}

function select(index, open) {
  if (!shown.length) return;
  selected = Math.max(0, Math.min(index, shown.length - 1));
  state.finding = shown[selected].fingerprint;
  reveal(selected, false);
  draw();
  drawDetail(shown[selected], open);
  saveHash();
}

function setUpList() {
  const list = $("list");
  list.addEventListener("scroll", drawSoon, { passive: true });
  list.addEventListener("click", (event) => {
    const row = event.target.closest("[data-index]");
    if (row) select(Number(row.dataset.index), true);
  });
  list.addEventListener("keydown", (event) => {
    const page = Math.max(1, Math.floor(list.clientHeight / rowHeight) - 1);
    const steps = {
      ArrowDown: selected + 1, ArrowUp: selected - 1, Home: 0, End: shown.length - 1,
      PageDown: selected + page, PageUp: selected - page,
    };
    if (event.key in steps && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      select(steps[event.key], false);
    }
  });
  window.addEventListener("resize", () => { measure(); drawSoon(); });
}
