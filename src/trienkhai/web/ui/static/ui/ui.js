/* Keys, drops and focus. Every page works without this file; nothing here decides anything.
   No bare letters are keys: Telex typing would fire them. */
(function () {
  "use strict";

  const isTyping = (target) => target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null;
  const find = (selector) => document.querySelector(selector);

  function openDialog(id) {
    const dialog = document.getElementById(id);
    if (dialog && typeof dialog.showModal === "function" && !dialog.open) dialog.showModal();
  }

  function focusSearch() {
    const field = find("[data-key-search]");
    if (!field || field.offsetParent === null) return false;
    field.focus();
    field.select();
    return true;
  }

  function press(selector) {
    const button = find(selector);
    if (!button || button.disabled || button.getAttribute("aria-disabled") === "true") return false;
    button.click();
    return true;
  }

  function openPage(place) {
    const link = document.querySelectorAll(".mainnav a")[place - 1];
    if (!link) return false;
    link.click();
    return true;
  }

  function moveDoubt(step) {
    const doubts = Array.from(document.querySelectorAll("[data-doubt]"));
    if (doubts.length === 0) return false;
    const here = doubts.findIndex((doubt) => doubt.contains(document.activeElement) || doubt.classList.contains("current"));
    const next = doubts[(here + step + doubts.length) % doubts.length];
    doubts.forEach((doubt) => doubt.classList.toggle("current", doubt === next));
    const inside = next.querySelector("input, select, textarea, button, a");
    (inside || next).focus();
    next.scrollIntoView({ block: "nearest" });
    next.dispatchEvent(new CustomEvent("doubt:seen", { bubbles: true }));
    return true;
  }

  function keyDeed(event) {
    const control = event.ctrlKey || event.metaKey;
    if (control && event.key.toLowerCase() === "k") return focusSearch();
    if (control && event.key.toLowerCase() === "s") return press("[data-key-save]");
    if (control && event.key === "Enter") return press("[data-key-confirm]");
    if (event.key === "F8") return moveDoubt(event.shiftKey ? -1 : 1);
    if (event.altKey && !control && /^Digit[1-7]$/.test(event.code)) return openPage(Number(event.code.slice(5)));
    if (isTyping(event.target) || control || event.altKey) return false;
    if (event.key === "/") return focusSearch();
    if (event.key === "?") { openDialog("phim-tat"); return true; }
    return false;
  }

  document.addEventListener("keydown", (event) => {
    if (!event.isComposing && keyDeed(event)) event.preventDefault();
  });

  /* A grid of checkboxes: arrows move, F2 opens the cell's details. `data-grid` on the table. */
  const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  document.addEventListener("keydown", (event) => {
    const cell = event.target instanceof Element ? event.target.closest("[data-grid] td") : null;
    if (!cell) return;
    if (event.key === "F2") {
      const detail = cell.querySelector("[data-detail]");
      if (detail) { event.preventDefault(); detail.click(); }
      return;
    }
    const step = STEPS[event.key];
    if (!step || (event.target instanceof HTMLInputElement && event.target.type === "text")) return;
    const row = cell.parentElement;
    let next = step[0] === 1 ? cell.nextElementSibling : step[0] === -1 ? cell.previousElementSibling : null;
    for (let line = row; step[1] !== 0 && line; ) {
      line = step[1] === 1 ? line.nextElementSibling : line.previousElementSibling;
      const below = line && line.children[cell.cellIndex];
      if (below && below.matches("td")) { next = below; break; }
    }
    const field = next && next.querySelector("input, button, a");
    if (field) { event.preventDefault(); field.focus(); }
  });

  document.addEventListener("click", (event) => {
    const opener = event.target instanceof Element ? event.target.closest("[data-open]") : null;
    if (opener) openDialog(opener.getAttribute("data-open"));
    const print = event.target instanceof Element ? event.target.closest("[data-print]") : null;
    if (print) window.print();
  });

  function showChosen(drop) {
    const place = drop.querySelector("[data-chosen]");
    const input = drop.querySelector("input[type=file]");
    if (place && input) place.textContent = Array.from(input.files).map((file) => file.name).join("; ");
  }

  ["dragover", "dragleave", "drop"].forEach((kind) => document.addEventListener(kind, (event) => {
    const drop = event.target instanceof Element ? event.target.closest("[data-drop]") : null;
    if (!drop) return;
    event.preventDefault();
    drop.classList.toggle("over", kind === "dragover");
    if (kind !== "drop" || !event.dataTransfer || event.dataTransfer.files.length === 0) return;
    const input = drop.querySelector("input[type=file]");
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }));

  document.addEventListener("change", (event) => {
    if (!(event.target instanceof Element)) return;
    const drop = event.target.closest("[data-drop]");
    if (drop) showChosen(drop);
    if (event.target.matches("[data-submit]") && event.target.form) event.target.form.requestSubmit();
  });

  /* Closing a small box by Esc or by a click beside it. */
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    document.querySelectorAll("details.sample-mark[open], details.help[open]").forEach((box) => box.removeAttribute("open"));
  });
  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.sample-mark[open], details.help[open]").forEach((box) => {
      if (event.target instanceof Node && !box.contains(event.target)) box.removeAttribute("open");
    });
  });

  /* A fragment that was refused says so where it was asked, instead of silently doing nothing. */
  document.addEventListener("htmx:responseError", (event) => {
    const place = find(".page-messages");
    if (!place || !event.detail || !event.detail.xhr) return;
    const line = document.createElement("div");
    line.className = "note note-look";
    line.setAttribute("role", "alert");
    const type = event.detail.xhr.getResponseHeader("Content-Type") || "";
    const said = type.startsWith("text/plain") || event.detail.xhr.status === 401 ? event.detail.xhr.responseText : "";
    line.textContent = said || document.body.dataset.busy;
    place.replaceChildren(line);
    line.scrollIntoView({ block: "nearest" });
  });
  document.addEventListener("htmx:sendError", () => {
    const place = find(".page-messages");
    if (!place) return;
    const line = document.createElement("div");
    line.className = "note";
    line.setAttribute("role", "alert");
    line.textContent = document.body.dataset.offline;
    place.replaceChildren(line);
  });

  /* A typed day gets the browser's calendar beside it; what stands in the field stays day/month/year. */
  const CALENDAR = "M1 5.2h14M4.5.8v2M11.5.8v2M2.6 2h10.8c.9 0 1.6.7 1.6 1.6v9.8c0 .9-.7 1.6-1.6 1.6H2.6c-.9 0-1.6-.7-1.6-1.6V3.6C1 2.7 1.7 2 2.6 2zM4 8.3h1m2.5 0h1m2.5 0h1M4 11.5h1m2.5 0h1m2.5 0h1";

  function drawCalendar() {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    const looks = { viewBox: "0 0 16 16", width: "16", height: "16", fill: "none", stroke: "currentColor", "aria-hidden": "true" };
    Object.entries(looks).forEach(([name, value]) => svg.setAttribute(name, value));
    path.setAttribute("d", CALENDAR);
    svg.append(path);
    return svg;
  }

  function addCalendar(field) {
    if (field.closest(".day-box")) return;
    const box = document.createElement("span");
    const picker = document.createElement("span");
    const chooser = document.createElement("input");
    box.className = "day-box " + Array.from(field.classList).filter((name) => name.startsWith("width-")).join(" ");
    box.setAttribute("role", "presentation");
    picker.className = "day-picker";
    chooser.type = "date";
    chooser.setAttribute("aria-label", document.body.dataset.calendar);
    field.replaceWith(box);
    picker.append(drawCalendar(), chooser);
    box.append(field, picker);
    chooser.addEventListener("click", () => {
      const typed = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/.exec(field.value);
      if (typed) chooser.value = [typed[3], typed[2].padStart(2, "0"), typed[1].padStart(2, "0")].join("-");
      if (typeof chooser.showPicker === "function") chooser.showPicker();
    });
    chooser.addEventListener("change", () => {
      if (!chooser.value) return;
      field.value = chooser.value.split("-").reverse().join("/");
      field.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }

  /* On a phone the bar of buttons keeps its place while an answer lengthens the page under it: a finger that is already
     on its way would miss, and the press would be lost. The styles need its height to leave room for it. */
  function keepBarInPlace() {
    const bar = find("main > .actionbar");
    if (!bar || !window.ResizeObserver) return;
    new ResizeObserver(() => document.body.style.setProperty("--actionbar", `${bar.offsetHeight}px`)).observe(bar);
    document.body.classList.add("bar-stays");
  }

  const addCalendars = (root) => root.querySelectorAll("input[data-day]").forEach(addCalendar);
  document.addEventListener("htmx:load", (event) => { if (event.target instanceof Element) addCalendars(event.target); });

  document.addEventListener("DOMContentLoaded", () => {
    addCalendars(document);
    keepBarInPlace();
    const first = find("[data-focus]");
    if (first) first.focus();
  });
})();
