// The review page: a field and its place find each other, F8 walks through the doubts, selected text becomes a value.
(() => {
  const root = document.getElementById("reading");
  if (!root) return;
  const paper = root.querySelector("[data-paper]");
  const pick = document.querySelector("[data-pick]");

  const show = (mark) => {
    root.querySelectorAll(".span-current, .doubt.current").forEach((node) => node.classList.remove("span-current", "current"));
    const places = paper.querySelectorAll(`[data-mark="${mark}"]`);
    places.forEach((node) => node.classList.add("span-current"));
    const doubt = root.querySelector(`.doubt[data-mark="${mark}"]`);
    if (doubt) doubt.classList.add("current");
    return { place: places[0], doubt };
  };

  root.addEventListener("click", (event) => {
    const piece = event.target.closest("a[data-mark]");
    if (piece) {
      event.preventDefault();
      const { doubt } = show(piece.dataset.mark);
      if (doubt) doubt.scrollIntoView({ block: "nearest" });
      return;
    }
    const link = event.target.closest("a[data-goto]");
    if (link) {
      event.preventDefault();
      const { place } = show(link.getAttribute("href").slice(1));
      if (place) place.scrollIntoView({ block: "center" });
    }
  });

  const current = () => root.querySelector(".doubt.current[data-doubt]");
  const focusDoubt = (doubt) => {
    if (!doubt) return;
    const { place } = show(doubt.dataset.mark);
    doubt.classList.add("current");
    doubt.focus({ preventScroll: true });
    doubt.scrollIntoView({ block: "nearest" });
    if (place) place.scrollIntoView({ block: "center" });
  };

  document.addEventListener("keydown", (event) => {
    const open = [...root.querySelectorAll(".doubt[data-doubt]")];
    if (event.key === "F8" && open.length) {
      event.preventDefault();
      event.stopImmediatePropagation();
      const at = open.indexOf(current());
      focusDoubt(open[(at + (event.shiftKey ? -1 : 1) + open.length) % open.length]);
    } else if (event.key === "F2" && current()) {
      const input = current().querySelector("input[name=value]");
      if (input) { event.preventDefault(); input.focus(); input.select(); }
    } else if (event.key === "Enter" && !event.ctrlKey && document.activeElement === current()) {
      event.preventDefault();
      current().querySelector("[data-accept]").click();
    }
  }, true);

  // After an answer the next doubt is current, so that the keyboard goes straight on.
  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target && event.detail.target.id !== "can-xem" && !document.getElementById("can-xem")) return;
    focusDoubt(root.querySelector(".doubt[data-doubt]"));
  });

  const offset = (node, within) => {
    const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
    return piece ? Number(piece.dataset.start) + [...piece.textContent.slice(0, within)].length : null;
  };
  document.addEventListener("selectionchange", () => {
    const chosen = document.getSelection();
    if (!pick || !chosen || chosen.isCollapsed || !paper.contains(chosen.anchorNode)) return;
    const range = chosen.getRangeAt(0);
    const [start, end] = [offset(range.startContainer, range.startOffset), offset(range.endContainer, range.endOffset)];
    if (start === null || end === null || end <= start) return;
    const words = range.cloneContents();
    words.querySelectorAll(".span-tag").forEach((tag) => tag.remove());
    const text = words.textContent.replace(/\s+/g, " ").trim();
    pick.elements.start.value = start;
    pick.elements.end.value = end;
    pick.elements.value.value = text;
    pick.querySelector("[data-picked]").textContent = text.length > 40 ? `${text.slice(0, 40)}…` : text;
    pick.hidden = false;
  });
})();
