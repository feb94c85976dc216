// The review page: a value and its place find each other, F8 walks through the doubts, selected text becomes a value.
// Without this file every value is corrected by typing, and titles and marks are plain links to each other.
(() => {
  "use strict";
  const root = document.getElementById("reading");
  if (!root) return;
  const side = document.getElementById("can-xem");
  const pick = document.querySelector("[data-pick]");
  const paper = () => document.getElementById("giay");
  const doubts = () => [...side.querySelectorAll("[data-doubt]")];
  const current = () => side.querySelector("[data-doubt].current");

  // Dragging over a link moves the link; without an address it is text that can be selected, and clicks are heard here.
  // Pictures have no text to select, and their links stay links: they are reached by keyboard.
  const loosen = () => paper().querySelectorAll(".paper a[href]").forEach((link) => link.removeAttribute("href"));

  function unfold(node) {
    for (let box = node && node.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  }

  // Both sides of one mark are framed; gives its first place in the text.
  function frame(mark) {
    root.querySelectorAll(".span-current").forEach((node) => node.classList.remove("span-current"));
    side.querySelectorAll(".current").forEach((node) => node.classList.remove("current"));
    const places = [...paper().querySelectorAll(`[data-marks~="${CSS.escape(mark)}"]`)];
    places.forEach((node) => node.classList.add("span-current"));
    return places[0] || document.getElementById(mark);
  }

  // Each half scrolls on its own; where it does not (the answers on a phone), the page does.
  function bring(node, half, centre) {
    if (half.scrollHeight <= half.clientHeight + 1) { node.scrollIntoView({ block: centre ? "center" : "nearest" }); return; }
    const [box, frame] = [node.getBoundingClientRect(), half.getBoundingClientRect()];
    const space = centre ? Math.max(12, (half.clientHeight - box.height) / 2) : 0;
    if (centre || box.top < frame.top) half.scrollTop += box.top - frame.top - space;
    else if (box.bottom > frame.bottom) half.scrollTop += Math.min(box.bottom - frame.bottom, box.top - frame.top);
  }

  function showPlace(mark) {
    const place = frame(mark);
    if (place) bring(place, root.querySelector(".reading-document"), true);
  }

  function showDoubt(doubt, focus) {
    if (!doubt) return;
    showPlace(doubt.dataset.mark);
    unfold(doubt);
    doubt.classList.add("current");
    bring(doubt, side, false);
    if (focus) (doubt.querySelector("input[name=value]") || doubt.querySelector("[data-accept]") || doubt).focus({ preventScroll: true });
  }

  function showField(mark) {
    const field = side.querySelector(`[data-field="${CSS.escape(mark)}"]`);
    frame(mark);
    if (!field) return;
    unfold(field);
    field.classList.add("current");
    bring(field, side, true);
  }

  root.addEventListener("click", (event) => {
    const link = event.target.closest("[data-goto]");
    if (link) {
      // A place on pages that are not shown now has an address of its own.
      if (!link.getAttribute("href").startsWith("#")) return;
      event.preventDefault();
      const doubt = link.closest("[data-doubt]");
      const field = link.closest("[data-field]");
      if (doubt) showDoubt(doubt, true);
      else showPlace(link.dataset.goto);
      if (field) field.classList.add("current");
      return;
    }
    const piece = event.target.closest("a[data-mark]");
    if (piece && document.getSelection().isCollapsed) {
      event.preventDefault();
      const doubt = side.querySelector(`[data-doubt][data-mark="${CSS.escape(piece.dataset.mark)}"]`);
      if (doubt) showDoubt(doubt, true);
      else showField(piece.dataset.mark);
    }
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-unfold]");
    if (link) unfold(document.querySelector(link.getAttribute("href")));
  });
  side.addEventListener("click", (event) => {
    const doubt = event.target.closest("[data-doubt]");
    if (doubt && !doubt.classList.contains("current")) showDoubt(doubt, false);
  });

  function step(by) {
    const all = doubts();
    const open = all.filter((doubt) => !doubt.classList.contains("seen"));
    const pool = open.length ? open : all;
    if (!pool.length) return;
    const here = pool.indexOf(current());
    showDoubt(pool[here < 0 ? (by > 0 ? 0 : pool.length - 1) : (here + by + pool.length) % pool.length], true);
  }

  document.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const doubt = current();
    if (event.key === "F8") {
      event.preventDefault();
      event.stopImmediatePropagation();
      // The first press on a page nobody touched goes to the doubt that is framed already.
      const fresh = doubt && !doubt.contains(document.activeElement) && !document.activeElement.closest("#can-xem > *");
      if (fresh && !event.shiftKey) showDoubt(doubt, true);
      else step(event.shiftKey ? -1 : 1);
    } else if (event.key === "F2") {
      const field = side.querySelector(".current [name=value]");
      if (field) { event.preventDefault(); field.focus(); field.select(); }
    } else if (event.key === "Escape") {
      const field = document.activeElement;
      if (pick && !pick.hidden) pick.hidden = true;
      else if (field && field.name === "value" && side.contains(field)) { field.value = field.defaultValue; field.dispatchEvent(new Event("input", { bubbles: true })); field.blur(); }
    }
  }, true);

  // The button says what it will do: keep what stands, or save what was typed.
  function changed(field) {
    const button = field.form && field.form.querySelector("[data-accept-text]");
    if (!button) return;
    const holder = button.closest("button");
    if (holder.dataset.kept === undefined) holder.dataset.kept = button.textContent;
    const other = field.value !== field.defaultValue;
    button.textContent = other ? (field.value.trim() ? holder.dataset.changed : "Để trống") : holder.dataset.kept;
  }
  side.addEventListener("input", (event) => { if (event.target.name === "value") changed(event.target); });

  // A refused answer comes back as the page's own part, with its sentence at the field.
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const type = event.detail.xhr.getResponseHeader("Content-Type") || "";
    if ([409, 422].includes(event.detail.xhr.status) && type.startsWith("text/html")) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });
  // After an answer the next doubt has the keyboard; after a correction the field stays in sight.
  let answered = null;
  document.body.addEventListener("htmx:beforeRequest", (event) => {
    const field = event.target.closest("[data-field]");
    answered = field ? field.dataset.field : null;
  });
  document.body.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target !== side) return;
    loosen();
    if (pick) pick.hidden = true;
    if (answered) showField(answered);
    else showDoubt(side.querySelector("[data-doubt] [aria-invalid]")?.closest("[data-doubt]") || current(), true);
  });

  // Selected text: its place in the document is counted in characters, as the reader counts.
  const length = (text) => [...text].length;
  function offset(node, within) {
    const holder = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const piece = holder.closest("[data-start]");
    if (!piece) return null;
    const start = Number(piece.dataset.start);
    if (node.nodeType !== Node.TEXT_NODE) return within === 0 ? start : start + length(piece.lastChild ? piece.lastChild.textContent : "");
    return node === piece.lastChild ? start + length(node.textContent.slice(0, within)) : start;
  }
  function picked() {
    const chosen = document.getSelection();
    if (!pick || !chosen || chosen.isCollapsed || !paper().contains(chosen.anchorNode)) return;
    const range = chosen.getRangeAt(0);
    const [start, end] = [offset(range.startContainer, range.startOffset), offset(range.endContainer, range.endOffset)];
    if (start === null || end === null || end <= start) return;
    const words = range.cloneContents();
    words.querySelectorAll(".span-tag").forEach((tag) => tag.remove());
    const text = words.textContent.replace(/\s+/g, " ").trim();
    if (!text) return;
    pick.elements.start.value = start;
    pick.elements.end.value = end;
    pick.elements.value.value = text;
    pick.querySelector("[data-picked]").textContent = text.length > 40 ? `${text.slice(0, 40)}…` : text;
    const wanted = side.querySelector(".current input[name=path]");
    const choice = wanted && [...pick.elements.path.options].find((option) => option.value === wanted.value);
    if (choice && pick.hidden) choice.selected = true;
    pick.hidden = false;
  }
  document.addEventListener("mouseup", () => setTimeout(picked));
  document.addEventListener("keyup", (event) => { if (event.shiftKey || event.key === "Shift") picked(); });
  if (pick) pick.querySelector("[data-pick-close]").addEventListener("click", () => { pick.hidden = true; });

  loosen();
  showPlace(root.dataset.current);
  const first = current() || doubts().find((doubt) => doubt.dataset.mark === root.dataset.current);
  if (first) first.classList.add("current");
})();
