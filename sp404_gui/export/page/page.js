"use strict";
(() => {
  const ROW_PX = 34;
  const SPARE_ROWS = 8;
  const STATES = { done: "✓", pending: "◷", skipped: "⤼", failed: "!" };
  const ENERGY = { low: 1, medium: 2, high: 3 };
  const order = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
  const byId = (id) => document.getElementById(id);
  const read = (id) => JSON.parse(byId(id).textContent);

  const { job } = read("job");
  const samples = read("samples");
  const places = new Map(samples.map((sample, place) => [sample.id, place]));
  const [table, columnsRow, rowsBox, inspector] = ["table", "columns", "rows", "inspector"].map(byId);
  const view = { rows: samples, sort: null, falling: false, chosen: null, category: null, status: null };

  const element = (tag, className, ...children) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
  };
  const attributes = (made, values) => (Object.entries(values).forEach(([name, value]) => made.setAttribute(name, value)), made);
  const nameOf = (sample) => sample.path.split("/").pop();
  const words = (sample) => [...new Set([...(sample.vibe?.mood ?? []), ...(sample.vibe?.descriptors ?? [])])];
  const pitch = (sample) => sample.features.key ?? sample.features.root_note;
  const titled = (text) => (text === "fx" ? "FX" : text ? text[0].toUpperCase() + text.slice(1).replaceAll("_", " ") : "");
  const fixed = (digits, unit = "") => (value) => `${value.toFixed(digits).replace("-", "−")}${unit}`;
  const seconds = (value) =>
    value < 60 ? `${value.toFixed(2)} s` : `${Math.floor(value / 60)}:${String(Math.floor(value % 60)).padStart(2, "0")}`;
  const tint = (sample) => (["drums", "melodic", "vocals", "fx"].includes(sample.features.category) ? sample.features.category : "dim");

  const shapes = new WeakMap();
  const shape = (sample) => {
    if (!shapes.has(sample)) {
      const bytes = atob(sample.features.waveform ?? "");
      let path = "";
      for (let i = 0; i < bytes.length; i++) {
        const half = Math.max(0.4, (bytes.charCodeAt(i) / 255) * 19);
        path += `M${((i + 0.5) * 128) / bytes.length} ${(20 - half).toFixed(1)}v${(2 * half).toFixed(1)}`;
      }
      shapes.set(sample, path);
    }
    return shapes.get(sample);
  };
  const svg = (tag, values) => attributes(document.createElementNS("http://www.w3.org/2000/svg", tag), values);
  const picture = (sample) => {
    const made = svg("svg", { viewBox: "0 0 128 40", preserveAspectRatio: "none", "aria-hidden": "true" });
    made.append(svg("path", { d: shape(sample) }));
    return made;
  };

  const COLUMNS = [
    { title: "Waveform", key: (s) => s.features.peak_dbfs, cell: (s) => {
      const thumb = element("button", `thumb ${tint(s)}`, picture(s));
      return attributes(thumb, { type: "button", tabindex: "-1", "data-play": "", "aria-label": `Play ${nameOf(s)}` });
    } },
    { title: "Name", key: (s) => s.path, cell: (s) => attributes(element("span", "", nameOf(s)), { title: s.path }) },
    { title: "Category", key: (s) => s.features.category, cell: (s) => element("span", tint(s), titled(s.features.category) || "–") },
    { title: "Sound", key: (s) => s.features.subcategory, cell: (s) => titled(s.features.subcategory) || "–" },
    { title: "BPM", number: true, key: (s) => s.features.bpm, cell: (s) => (s.features.bpm ? s.features.bpm.toFixed(1) : "–") },
    { title: "Key", key: pitch, cell: (s) => pitch(s) ?? "–" },
    { title: "Length", number: true, key: (s) => s.features.duration_s, cell: (s) => (s.features.duration_s === undefined ? "–" : seconds(s.features.duration_s)) },
    { title: "Energy", key: (s) => ENERGY[s.vibe?.energy], cell: (s) => {
      if (!(s.vibe?.energy in ENERGY)) return "–";
      const meter = element("span", `meter ${s.vibe.energy} ${tint(s)}`, element("i"));
      return element("span", "", meter, element("small", "dim", s.vibe.energy));
    } },
    { title: "Vibe", key: (s) => words(s).join(" ") || undefined, cell: (s) => element("span", "", ...words(s).slice(0, 4).map((word) => element("span", "chip", word))) },
    { title: "Status", key: (s) => s.status, cell: (s) => attributes(element("span", s.status, `${STATES[s.status] ?? ""} ${s.status}`), { title: reason(s) }) },
  ];
  const reason = (s) => s.skip_reason ?? s.errors?.at(-1)?.message ?? "";

  let drawn = new Map();
  const rowOf = (sample) => {
    const cells = COLUMNS.map((column) => attributes(element("div", column.number ? "number" : "", column.cell(sample)), { role: "gridcell" }));
    return attributes(element("div", "", ...cells), { role: "row", id: `row${places.get(sample.id)}` });
  };
  const draw = () => {
    const first = Math.max(0, Math.floor(table.scrollTop / ROW_PX) - SPARE_ROWS);
    const last = Math.min(view.rows.length, first + Math.ceil(table.clientHeight / ROW_PX) + 2 * SPARE_ROWS);
    const wanted = new Map();
    for (let place = first; place < last; place++) {
      const sample = view.rows[place];
      const row = drawn.get(sample) ?? rowOf(sample);
      attributes(row, { "aria-rowindex": place + 2, "aria-selected": sample === view.chosen, "data-place": place });
      row.style.top = `${place * ROW_PX}px`;
      wanted.set(sample, row);
    }
    drawn = wanted;
    const nothing = samples.length ? "Nothing matches the filter." : "This job has no samples.";
    rowsBox.replaceChildren(...(wanted.size ? wanted.values() : [element("p", "empty", nothing)]));
  };

  const haystacks = new WeakMap();
  const haystack = (s) => {
    if (!haystacks.has(s)) {
      const { category, subcategory, kind } = s.features;
      const parts = [s.path, category, subcategory, kind?.replace("_", "-"), pitch(s), s.status, ...words(s), s.vibe?.genre, s.vibe?.era];
      haystacks.set(s, [...parts, s.vibe?.best_use, ...(s.user?.tags ?? []), s.user?.note].join("\n").toLowerCase());
    }
    return haystacks.get(s);
  };
  const passes = (sample, terms, ignored) =>
    (ignored === "category" || !view.category || (sample.features.category ?? "none") === view.category) &&
    (ignored === "status" || !view.status || sample.status === view.status) &&
    terms.every((term) => (term.length > 1 && term[0] === "-" ? !haystack(sample).includes(term.slice(1)) : haystack(sample).includes(term)));

  const update = () => {
    const terms = byId("filter").value.toLowerCase().split(/\s+/).filter(Boolean);
    view.rows = samples.filter((sample) => passes(sample, terms));
    if (view.sort !== null) {
      const keyed = view.rows.map((sample) => [COLUMNS[view.sort].key(sample), sample]);
      const sign = view.falling ? -1 : 1;
      const compare = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : order.compare(a, b));
      keyed.sort(([a], [b]) => (a === undefined || b === undefined ? (a === undefined) - (b === undefined) : sign * compare(a, b)));
      view.rows = keyed.map(([, sample]) => sample);
    }
    rowsBox.style.height = `${Math.max(view.rows.length * ROW_PX, 1)}px`;
    table.setAttribute("aria-rowcount", view.rows.length + 1);
    facets(terms);
    draw();
  };

  const facets = (terms) => {
    const made = [];
    for (const [field, names] of [["category", ["drums", "melodic", "vocals", "fx", "none"]], ["status", Object.keys(STATES)]]) {
      const counts = {};
      for (const sample of samples) {
        if (!passes(sample, terms, field)) continue;
        const value = field === "status" ? sample.status : sample.features.category ?? "none";
        counts[value] = (counts[value] ?? 0) + 1;
      }
      for (const name of names) {
        if (!counts[name] && view[field] !== name) continue;
        const label = field === "status" ? `${STATES[name]} ${titled(name)}` : name === "none" ? "No category" : titled(name);
        const button = element("button", name, label, element("span", "count", String(counts[name] ?? 0)));
        button.addEventListener("click", () => { view[field] = view[field] === name ? null : name; table.scrollTop = 0; update(); });
        made.push(attributes(button, { type: "button", "aria-pressed": view[field] === name }));
      }
      made.push(element("span", "gap"));
    }
    byId("facets").replaceChildren(...made, element("span", "shown", `${view.rows.length} of ${samples.length}`));
  };

  const list = (pairs) => {
    const made = element("dl");
    for (const [label, value, form] of pairs) {
      if (value === undefined || value === null || value === "" || value.length === 0) continue;
      made.append(element("dt", "", label), element("dd", "", form ? form(value) : Array.isArray(value) ? value.join(", ") : String(value)));
    }
    return made.childElementCount ? made : null;
  };
  const section = (title, aside, content) => (content ? [element("h3", "", title, aside ? element("span", "", aside) : null), content] : []);
  const percent = (value) => `${Math.round(value * 100)} %`;

  const inspect = (s) => {
    const f = s.features, vibe = s.vibe ?? {}, groove = s.groove ?? {}, user = s.user ?? {};
    const channels = { 1: "mono", 2: "stereo" }[f.channels] ?? (f.channels && `${f.channels} channels`);
    const line = [titled(f.subcategory), f.kind?.replace("_", "-"), f.sample_rate_hz && `${f.sample_rate_hz / 1000} kHz`, f.bit_depth && `${f.bit_depth}-bit`, channels, f.format];
    const matches = s.matches.filter((match) => places.has(match.id)).map((match) => {
      const other = samples[places.get(match.id)];
      const name = element("b", "", element("span", "", `▶ ${nameOf(other)}`), element("span", "dim number", percent(match.score)));
      const button = attributes(element("button", "match", name, element("small", "", match.why)), { type: "button" });
      button.addEventListener("click", () => { choose(other); play(other); });
      return button;
    });
    inspector.replaceChildren(
      element("h2", "", nameOf(s)),
      element("p", "dim", line.filter(Boolean).join(" · ")),
      ...words(s).map((word) => element("span", "chip", word)),
      ...section("Vibe", [vibe.source, vibe.confidence !== undefined && percent(vibe.confidence)].filter(Boolean).join(" · "), list([
        ["Era", vibe.era], ["Genre", vibe.genre], ["Energy", vibe.energy], ["Best use", vibe.best_use], ["Fits", vibe.compatibility_tags], ["Model", vibe.model],
      ])),
      ...section("Measured", "", list([
        ["Tempo", f.bpm, fixed(1, " BPM")], ["Key", f.key], ["Root", f.root_note && [f.root_note, f.root_hz && fixed(1, " Hz")(f.root_hz)].filter(Boolean).join(" · ")],
        ["Length", f.duration_s, seconds], ["Loudness", f.loudness_lufs, fixed(1, " LUFS")], ["Peak", f.peak_dbfs, fixed(1, " dBFS")], ["True peak", f.true_peak_dbtp, fixed(1, " dBTP")],
        ["Brightness", f.spectral_centroid_hz, fixed(0, " Hz")], ["Attack", f.attack_ms, fixed(1, " ms")], ["Tail", f.tail_ms, fixed(0, " ms")],
        ["Notes", [f.is_silent && "silent", f.is_clipped && "clipped"].filter(Boolean)],
      ])),
      ...section("Groove", "", groove.measurable === false ? element("p", "dim", groove.reason ?? "not measurable") : list([
        ["Swing", groove.swing_percent, fixed(1, " %")], ["Feel", groove.timing_feel], ["Push/pull", groove.push_pull_ms, fixed(1, " ms")], ["Timing", groove.humanization],
      ])),
      ...section("Yours", user.favorite ? "★ favorite" : "", list([["Rating", user.rating, (n) => "★".repeat(Math.min(5, n))], ["Tags", user.tags], ["Note", user.note]])),
      ...section("Goes with", "", matches.length ? element("div", "", ...matches) : null),
      ...section("Problems", "", reason(s) ? element("p", s.errors ? "problem" : "dim", reason(s)) : null),
      ...section("File", "", element("p", "dim", s.path)),
    );
  };

  let audio = null;
  let playing = null;
  const showTime = () => {
    const length = audio?.duration || playing?.features.duration_s || 0;
    byId("play").textContent = audio && !audio.paused ? "❚❚" : "▶";
    byId("play").disabled = !view.chosen;
    const played = length && audio ? audio.currentTime / length : 0;
    byId("clock").textContent = audio ? `${audio.currentTime.toFixed(2)} / ${length.toFixed(2)} s` : "";
    const clip = svg("clipPath", { id: "played" });
    clip.append(svg("rect", { x: 0, y: 0, width: 128 * played, height: 40 }));
    const shown = playing ?? view.chosen;
    if (shown) byId("wave").replaceChildren(clip, svg("path", { class: "rest", d: shape(shown) }), svg("path", { d: shape(shown), "clip-path": "url(#played)" }));
    if (shown) byId("wave").setAttribute("class", tint(shown));
    if (audio && !audio.paused) requestAnimationFrame(showTime);
  };
  const play = (sample) => {
    audio?.pause();
    const made = document.createElement("audio");
    audio = made;
    playing = sample;
    byId("now").textContent = nameOf(sample);
    for (const event of ["play", "pause", "ended", "seeked"]) made.addEventListener(event, () => made === audio && showTime());
    made.src = sample.link;
    made.play().catch((error) => {
      if (made !== audio || error.name === "AbortError") return;
      [audio, playing] = [null, null];
      showTime();
      byId("now").textContent = "Cannot be played: the file was moved, or is in a format that this browser does not know.";
    });
    showTime();
  };
  const toggle = () => {
    if (audio && playing === view.chosen) audio.paused ? audio.play() : audio.pause();
    else if (view.chosen) play(view.chosen);
  };

  const choose = (sample) => {
    view.chosen = sample;
    table.setAttribute("aria-activedescendant", `row${places.get(sample.id)}`);
    const place = view.rows.indexOf(sample);
    if (place >= 0) {
      const room = table.clientHeight - columnsRow.offsetHeight - ROW_PX;
      table.scrollTop = Math.min(place * ROW_PX, Math.max(table.scrollTop, place * ROW_PX - room));
    }
    inspect(sample);
    if (!audio || audio.paused) { playing = null; audio = null; byId("now").textContent = nameOf(sample); }
    showTime();
    draw();
  };
  const step = (by) => {
    const place = view.rows.indexOf(view.chosen);
    const next = view.rows[Math.min(view.rows.length - 1, Math.max(0, place < 0 ? 0 : place + by))];
    if (next) choose(next);
  };

  const headers = COLUMNS.map((column, index) => {
    const button = attributes(element("button", "", column.title), { type: "button" });
    const header = attributes(element("div", "", button), { role: "columnheader", "aria-sort": "none" });
    button.addEventListener("click", () => {
      view.falling = view.sort === index && !view.falling;
      view.sort = index;
      headers.forEach((other) => other.setAttribute("aria-sort", "none"));
      header.setAttribute("aria-sort", view.falling ? "descending" : "ascending");
      update();
    });
    return header;
  });
  columnsRow.append(...headers);

  const rowAt = (event) => view.rows[event.target.closest("[data-place]")?.dataset.place];
  rowsBox.addEventListener("click", (event) => {
    const sample = rowAt(event);
    if (!sample) return;
    choose(sample);
    if (event.target.closest("[data-play]")) play(sample);
  });
  rowsBox.addEventListener("dblclick", (event) => { const sample = rowAt(event); if (sample) play(sample); });
  const KEYS = {
    ArrowDown: () => step(1), ArrowUp: () => step(-1), PageDown: () => step(15), PageUp: () => step(-15),
    Home: () => step(-samples.length), End: () => step(samples.length), " ": toggle, Enter: () => view.chosen && play(view.chosen),
  };
  table.addEventListener("keydown", (event) => {
    if (!(event.key in KEYS) || event.target.closest("#columns") || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    KEYS[event.key]();
  });
  byId("wave").addEventListener("click", (event) => {
    const box = byId("wave").getBoundingClientRect();
    if (audio?.duration) audio.currentTime = ((event.clientX - box.left) / box.width) * audio.duration;
  });
  byId("play").addEventListener("click", toggle);
  byId("theme").addEventListener("click", () => {
    const root = document.documentElement;
    const isDark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = isDark ? "light" : "dark";
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && event.target !== byId("filter")) { event.preventDefault(); byId("filter").focus(); }
    if (event.key === "Escape" && event.target === byId("filter")) { byId("filter").value = ""; update(); table.focus(); }
  });
  let frame = 0;
  const later = () => {
    frame ||= requestAnimationFrame(() => { frame = 0; draw(); });
  };
  byId("filter").addEventListener("input", () => { table.scrollTop = 0; update(); });
  table.addEventListener("scroll", later, { passive: true });
  new ResizeObserver(later).observe(table);
  const facts = [job.root, job.status, `${samples.length} samples`, job.created_at && String(job.created_at).slice(0, 10)];
  byId("summary").textContent = facts.filter(Boolean).join(" · ");
  update();
})();
