// A small picture of the graph, drawn as SVG. Names are put in as text, never as HTML.
// Data comes from pages/parts/drawing.py; what is asked of a thing goes back as the trigger "picked".

const NS = "http://www.w3.org/2000/svg";
const WIDE = 960;
const LONGEST = 15;
const MANY = 28; // with more things only ministries, places and what is looked at keep their names
const states = new WeakMap();

const drawn = (tag, attributes, text) => {
  const node = document.createElementNS(NS, tag);
  Object.entries(attributes).forEach(([name, value]) => node.setAttribute(name, value));
  if (text !== undefined) node.textContent = text;
  return node;
};

const made = (tag, className, text) => {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
};

const short = (name) => (Array.from(name).length > LONGEST ? `${Array.from(name).slice(0, LONGEST - 1).join("")}…` : name);

// ------------------------------------------------------------------ where things stand

function placed(data, state, tall) {
  const old = state.places || new Map();
  const places = new Map();
  data.nodes.forEach((node, i) => {
    const beside = data.edges.find((e) => (e.target === node.id && old.has(e.source)) || (e.source === node.id && old.has(e.target)));
    const near = beside && old.get(old.has(beside.source) ? beside.source : beside.target);
    const turn = i * 2.399963;
    const far = near ? 70 : 40 + 14 * Math.sqrt(i) * Math.sqrt(i > 0 ? 2 : 1);
    const centre = near || { x: WIDE / 2, y: tall / 2 };
    places.set(node.id, old.get(node.id) || { x: centre.x + far * Math.cos(turn), y: centre.y + far * Math.sin(turn) });
  });
  settle(data, places, tall, old.size ? 120 : 320);
  state.places = places;
  return places;
}

function settle(data, places, tall, rounds) {
  const all = [...places.values()];
  const apart = Math.min(150, 0.82 * Math.sqrt((WIDE * tall) / Math.max(1, all.length)));
  const joined = data.edges.map((e) => [places.get(e.source), places.get(e.target)]);
  for (let round = 0; round < rounds; round += 1) {
    const heat = 0.16 * apart * (1 - round / rounds) + 0.4;
    all.forEach((p) => Object.assign(p, { dx: (WIDE / 2 - p.x) * 0.03, dy: (tall / 2 - p.y) * 0.05 }));
    for (let i = 0; i < all.length; i += 1) {
      for (let j = i + 1; j < all.length; j += 1) {
        const [a, b] = [all[i], all[j]];
        const [x, y] = [a.x - b.x || 0.1 * (i - j), (a.y - b.y || 0.1) * 1.5]; // names are wide: rows keep apart
        const square = x * x + y * y;
        if (square > 9 * apart * apart) continue;
        const push = (apart * apart) / Math.max(square, 25);
        a.dx += x * push; a.dy += y * push;
        b.dx -= x * push; b.dy -= y * push;
      }
    }
    joined.forEach(([a, b]) => {
      const [x, y] = [a.x - b.x, a.y - b.y];
      const pull = Math.hypot(x, y) / apart;
      a.dx -= x * pull; a.dy -= y * pull;
      b.dx += x * pull; b.dy += y * pull;
    });
    all.forEach((p) => {
      const far = Math.hypot(p.dx, p.dy) || 1;
      p.x += (p.dx / far) * Math.min(far, heat);
      p.y += (p.dy / far) * Math.min(far, heat);
    });
  }
  fitted(all, "x", 90, WIDE - 90);
  fitted(all, "y", 26, tall - 46);
}

function fitted(all, axis, from, to) {
  const [low, high] = [Math.min(...all.map((p) => p[axis])), Math.max(...all.map((p) => p[axis]))];
  const scale = Math.min(1.7, (to - from) / Math.max(1, high - low));
  const middle = (low + high) / 2;
  all.forEach((p) => { p[axis] = (from + to) / 2 + (p[axis] - middle) * scale; });
}

// ------------------------------------------------------------------ drawing

function picture(data, state, pick) {
  const tall = data.tall;
  const places = placed(data, state, tall);
  const ys = [...places.values()].map((p) => p.y);
  const top = Math.min(...ys) - 30;
  state.view = { x: 0, y: top, w: WIDE, h: Math.min(tall, Math.max(...ys) - top + 50) };
  const svg = drawn("svg", { role: "group", "aria-label": data.title, preserveAspectRatio: "xMidYMid meet" });
  svg.style.height = `${Math.max(220, state.view.h)}px`;
  const look = () => svg.setAttribute("viewBox", `${state.view.x} ${state.view.y} ${state.view.w} ${state.view.h}`);
  look();
  moved(svg, state, look);
  const kinds = new Map(data.nodes.map((n) => [n.id, n]));
  data.edges.forEach((edge) => svg.append(line(edge, places)));
  data.nodes.forEach((node) => svg.append(thing(node, places.get(node.id), data, state, pick)));
  state.mark = () => marked(svg, data, state, kinds);
  state.mark();
  return svg;
}

function line(edge, places) {
  const [a, b] = [places.get(edge.source), places.get(edge.target)];
  const group = drawn("g", { class: "edge", "data-source": edge.source, "data-target": edge.target });
  group.append(drawn("line", { x1: a.x, y1: a.y, x2: b.x, y2: b.y }));
  group.append(drawn("text", { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 - 3, "text-anchor": "middle" }, edge.caption));
  return group;
}

function thing(node, place, data, state, pick) {
  const group = drawn("g", { class: `node ${node.label}`, tabindex: 0, role: "button", "data-id": node.id });
  group.setAttribute("aria-label", `${data.labels[node.label] || node.label}: ${node.name}`);
  group.append(drawn("title", {}, `${data.labels[node.label] || node.label}: ${node.name}`));
  group.append(drawn("rect", { class: "hit", x: place.x - 22, y: place.y - 12, width: 44, height: 38 }));
  group.append(drawn("circle", { cx: place.x, cy: place.y, r: node.label === "Program" && data.nodes.length <= MANY ? 11 : 8 }));
  group.append(drawn("text", { x: place.x, y: place.y + 24, "text-anchor": "middle" }, short(node.name)));
  const choose = () => { state.chosen = node.id; state.mark(); state.tell(); };
  group.onclick = choose;
  group.ondblclick = () => { choose(); pick({ grow: node.id }); };
  group.onkeydown = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    choose();
  };
  return group;
}

function marked(svg, data, state) {
  const beside = new Set([state.chosen]);
  data.edges.forEach((e) => {
    if (e.source === state.chosen) beside.add(e.target);
    if (e.target === state.chosen) beside.add(e.source);
  });
  const some = data.nodes.some((n) => n.id === state.chosen);
  svg.classList.toggle("some", some);
  svg.classList.toggle("many", data.nodes.length > MANY);
  svg.querySelectorAll(".node").forEach((n) => {
    n.classList.toggle("chosen", n.dataset.id === state.chosen);
    n.classList.toggle("beside", beside.has(n.dataset.id));
  });
  svg.querySelectorAll(".edge").forEach((e) => {
    e.classList.toggle("beside", e.dataset.source === state.chosen || e.dataset.target === state.chosen);
  });
}

function moved(svg, state, look) {
  let from = null;
  svg.onpointerdown = (event) => {
    if (event.target.closest(".node")) return;
    from = { x: event.clientX, y: event.clientY, view: { ...state.view } };
    svg.setPointerCapture(event.pointerId);
  };
  svg.onpointermove = (event) => {
    if (!from) return;
    const per = state.view.w / svg.clientWidth;
    state.view.x = from.view.x - (event.clientX - from.x) * per;
    state.view.y = from.view.y - (event.clientY - from.y) * per;
    look();
  };
  svg.onpointerup = () => { from = null; };
  state.zoom = (by) => {
    const { x, y, w, h } = state.view;
    state.view = { x: x + (w * (1 - by)) / 2, y: y + (h * (1 - by)) / 2, w: w * by, h: h * by };
    look();
  };
}

// ------------------------------------------------------------------ what stands around the picture

function legend(data) {
  const list = made("ul", "legend");
  [...new Set(data.nodes.map((n) => n.label))].forEach((label) => {
    const item = made("li", label, data.labels[label] || label);
    list.append(item);
  });
  return list;
}

function tools(data, state, pick) {
  const bar = made("div", "tools");
  const told = made("span", "told");
  told.setAttribute("aria-live", "polite");
  const button = (text, onClick) => {
    const node = made("button", "", text);
    node.type = "button";
    node.onclick = onClick;
    return node;
  };
  state.tell = () => {
    const node = data.nodes.find((n) => n.id === state.chosen);
    bar.replaceChildren(told);
    told.textContent = node ? `${data.labels[node.label] || node.label}: ${node.name}` : data.hint;
    if (node) {
      bar.append(button(data.words.grow, () => pick({ grow: node.id })));
      if (node.label === "Program") bar.append(button(data.words.open, () => pick({ open: node.id })));
      bar.append(button(data.words.drop, () => pick({ drop: node.id })));
    }
    const zoom = made("span", "zoom");
    [["＋", 0.8, data.words.nearer], ["－", 1.25, data.words.farther]].forEach(([sign, by, label]) => {
      const press = button(sign, () => state.zoom(by));
      press.setAttribute("aria-label", label);
      zoom.append(press);
    });
    bar.append(zoom);
  };
  state.tell();
  return bar;
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".network");
  const state = states.get(root) || {};
  states.set(root, state);
  const ids = data.nodes.map((n) => n.id).join("\n");
  if (state.ids === ids) return;
  state.ids = ids;
  const pick = (what) => setTriggerValue("picked", { ...what, at: Date.now() });
  const svg = picture(data, state, pick);
  root.replaceChildren(legend(data), svg, tools(data, state, pick));
}
