// Tables, lines of documents, bars and timelines. Whatever documents say is put in as text (textContent), never as HTML.
// Data comes from pages/parts/pieces.py; a click goes back as the trigger "picked".

const made = (tag, className, text) => {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined && text !== null) node.textContent = text;
  return node;
};

const button = (className, text, onClick) => {
  const node = made("button", className, text);
  node.type = "button";
  node.onclick = onClick;
  return node;
};

// ------------------------------------------------------------------ table

function table(data, pick, state) {
  const box = made("div", "scroll");
  box.tabIndex = 0;
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", data.title);
  const grid = made("table");
  grid.append(made("caption", "unseen", data.title));
  const order = data.rows.map((_, i) => i);
  if (state.by !== undefined && state.by < data.columns.length) {
    const at = (i) => data.rows[i][state.by][1];
    order.sort((a, b) => {
      const [x, y] = [at(a), at(b)];
      if (x === null || y === null) return (x === null) - (y === null);
      const less = typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y), "ko");
      return state.down ? -less : less;
    });
  }
  const head = made("tr");
  data.columns.forEach((column, at) => {
    const cell = made("th", column.figure ? "figure" : "");
    cell.scope = "col";
    const sorted = state.by === at;
    cell.setAttribute("aria-sort", sorted ? (state.down ? "descending" : "ascending") : "none");
    const mark = sorted ? (state.down ? " ▼" : " ▲") : "";
    cell.append(button("sort", column.name + mark, () => {
      state.down = sorted ? !state.down : Boolean(column.figure);
      state.by = at;
      state.draw();
    }));
    head.append(cell);
  });
  const top = made("thead");
  top.append(head);
  grid.append(top);
  const body = made("tbody");
  order.slice(0, state.shown || data.shown).forEach((i) => {
    const line = made("tr");
    data.rows[i].forEach(([text], at) => {
      const cell = made(at ? "td" : "th", data.columns[at].figure ? "figure" : data.columns[at].long ? "long" : "");
      if (!at) cell.scope = "row";
      if (!at && data.open[i]) cell.append(button("link", text, () => pick({ row: i })));
      else cell.textContent = text;
      if (/^[\d\s()~.,-]+$/.test(text)) cell.style.whiteSpace = "nowrap"; // a telephone number is not broken at its hyphens
      line.append(cell);
    });
    body.append(line);
  });
  grid.append(body);
  box.append(grid);
  const parts = [box];
  const shown = state.shown || data.shown;
  if (data.rows.length > shown) {
    parts.push(button("more", data.more.replace("{n}", data.rows.length - shown), () => {
      state.shown = shown + 500;
      state.draw();
    }));
  }
  return parts;
}

// ------------------------------------------------------------------ lines of documents

function lines(data, pick) {
  return data.groups.map((group, at) => {
    const box = made("section", "place");
    if (group.title) {
      const head = made("header");
      const name = made("span", "where", group.title);
      head.append(name);
      if (group.note) head.append(made("span", "note", group.note));
      if (group.open) head.append(button("link", group.open, () => pick({ group: at })));
      box.append(head);
    }
    const list = made("ol");
    group.lines.forEach((line) => {
      const item = made("li", line.cited ? "cited" : "");
      item.append(made("span", "number", line.number));
      const text = made("span", "text");
      fill(text, line, pick);
      if (line.cited) {
        const mark = made("mark");
        mark.append(...text.childNodes);
        text.append(mark);
        item.setAttribute("aria-current", "true");
      }
      item.append(text);
      list.append(item);
    });
    box.append(list);
    return box;
  });
}

function fill(node, line, pick) {
  let at = 0;
  const letters = Array.from(line.text); // marks count characters, not UTF-16 units
  (line.marks || []).forEach(([start, end, kind, title, key]) => {
    node.append(letters.slice(at, start).join(""));
    const text = letters.slice(start, end).join("");
    const part = key ? button(`fact ${kind}`, text, () => pick({ key })) : made("span", `fact ${kind}`, text);
    part.title = title;
    node.append(part);
    at = end;
  });
  node.append(letters.slice(at).join(""));
}

// ------------------------------------------------------------------ bars and steps

function bars(data, pick) {
  const most = Math.max(...data.bars.map((b) => b.value), 1);
  const list = made("ul", "bars");
  list.setAttribute("aria-label", data.title);
  data.bars.forEach((bar, at) => {
    const item = made("li");
    const label = data.open ? button("label link", bar.label, () => pick({ bar: at })) : made("span", "label", bar.label);
    label.title = bar.label;
    const track = made("span", "track");
    const fillUp = made("span", "fill");
    fillUp.style.width = `${Math.max(0.6, (100 * bar.value) / most)}%`;
    track.append(fillUp);
    item.append(label, track, made("span", "figure", bar.text));
    list.append(item);
  });
  return [list];
}

function steps(data, pick) {
  const list = made("ol", "steps");
  list.setAttribute("aria-label", data.title);
  data.steps.forEach((step, at) => {
    const item = made("li", step.past ? "past" : "plan");
    item.append(made("span", "when", step.when));
    const what = made("span", "what", step.text);
    item.append(what);
    if (step.line) item.append(button("link line", step.line, () => pick({ step: at })));
    list.append(item);
  });
  return [list];
}

// ------------------------------------------------------------------ a place to scroll to

function here() {
  return [];
}

// What is looked at stays in view while the page grows, until it has been still for a while or the reader moves.
function scrollTo(target, block) {
  const still = 1500;
  const whole = target.getRootNode().host?.closest('[data-testid="stMainBlockContainer"]');
  let free = true;
  let end = 0;
  const go = () => {
    if (free && target.isConnected) target.scrollIntoView({ block });
    clearTimeout(end);
    end = setTimeout(stop, still);
  };
  const grown = new ResizeObserver(go);
  const moves = ["wheel", "touchstart", "pointerdown", "keydown"];
  const stop = () => {
    free = false;
    grown.disconnect();
    moves.forEach((name) => window.removeEventListener(name, stop));
  };
  moves.forEach((name) => window.addEventListener(name, stop, { passive: true }));
  if (whole) grown.observe(whole);
  go();
}

const KINDS = { table, lines, bars, steps, here };
const states = new WeakMap();

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".pieces");
  const state = states.get(root) || {};
  states.set(root, state);
  const pick = (what) => setTriggerValue("picked", { ...what, at: Date.now() });
  if (state.kind !== data.kind || state.title !== data.title) Object.assign(state, { by: undefined, shown: undefined });
  Object.assign(state, { kind: data.kind, title: data.title });
  state.draw = () => {
    root.className = `pieces ${data.kind}${data.look ? ` ${data.look}` : ""}`;
    root.replaceChildren(...KINDS[data.kind](data, pick, state));
  };
  state.draw();
  if (data.focus && state.focused !== data.focus) {
    state.focused = data.focus;
    const target = data.kind === "here" ? root : root.querySelector("li.cited");
    if (target) scrollTo(target, data.kind === "here" ? "start" : "center");
  }
}
