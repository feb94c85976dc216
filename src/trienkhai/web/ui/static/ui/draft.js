/* What is typed stays on this machine until the server has saved it: a session that ends, a closed window, a dead
   battery lose nothing. Kept apart for each person; gone once it is saved, or when nobody came back for two weeks.
   `form[data-draft]` is one form that the server draws again with everything that was typed; `[data-draft-places]` is a
   page of many small forms, one for each value, whose fields (`data-draft-place`) are filled in again. */
(() => {
  "use strict";
  const mark = document.querySelector("[data-person]");
  if (!mark) return;
  const PREFIX = `trienkhai.draft.${mark.dataset.person}.`;
  const LIFE = 14 * 24 * 60 * 60 * 1000;
  const PAUSE = 300;
  const NOT_KEPT = new Set(["csrfmiddlewaretoken", "step", "restored"]);

  function readDraft(key) {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  }

  function write(key, draft) {
    try {
      localStorage.setItem(key, JSON.stringify(draft));
      return true;
    } catch {  // full, or forbidden in a private window
      return false;
    }
  }

  function forget(key) {
    try {
      localStorage.removeItem(key);
    } catch {
      // forbidden: then nothing was kept either
    }
  }

  /* Saved ones go; so do those that nobody came back to for two weeks. */
  function clearSaved() {
    const saved = new Set(Array.from(document.querySelectorAll("[data-saved]")).flatMap((node) => node.dataset.saved.split(" ")));
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(PREFIX)) continue;
      const draft = readDraft(key);
      if (!draft || saved.has(draft.uuid) || Date.now() - draft.at > LIFE) localStorage.removeItem(key);
    }
  }

  function sayKept() {
    const place = document.querySelector("[data-draft-said]");
    if (!place) return;
    const now = new Date();
    const minutes = String(now.getMinutes()).padStart(2, "0");
    place.textContent = place.dataset.draftSaid.replace("{hour}", now.getHours()).replace("{minute}", minutes);
  }

  /* The server draws the form again with everything that was typed, files included; nothing is saved by it. */
  function restore(form, key, draft) {
    draft.tries = (draft.tries || 0) + 1;
    if (draft.tries > 3 || !write(key, draft)) return;
    const sent = document.createElement("form");
    sent.method = "post";
    sent.hidden = true;
    const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    for (const [name, value] of [...draft.fields, ["csrfmiddlewaretoken", token], ["step", "keep"], ["restored", "1"]]) {
      const field = document.createElement("textarea");
      field.name = name;
      field.value = value;
      sent.append(field);
    }
    document.body.append(sent);
    sent.submit();
  }

  function keepForm(form) {
    const key = PREFIX + form.dataset.draft;
    const found = readDraft(key);
    if (found && form.hasAttribute("data-fresh")) restore(form, key, found);

    let timer = 0;
    let touched = !form.hasAttribute("data-fresh");

    function save() {
      clearTimeout(timer);
      if (!touched) return;
      const fields = Array.from(new FormData(form)).filter(([name, value]) => typeof value === "string" && !NOT_KEPT.has(name));
      const uuid = form.elements.namedItem("uuid").value;
      if (write(key, { uuid, at: Date.now(), fields })) sayKept();
    }

    function noteTyping() {
      touched = true;
      clearTimeout(timer);
      timer = setTimeout(save, PAUSE);
    }

    form.addEventListener("input", noteTyping);
    form.addEventListener("change", noteTyping);
    form.addEventListener("upload:kept", () => { touched = true; save(); });
    form.addEventListener("submit", save);
    window.addEventListener("pagehide", save);

    const drop = document.querySelector("[data-draft-drop]");
    if (drop) drop.addEventListener("click", () => {
      touched = false;
      forget(key);
      location.replace(location.pathname);
    });
  }

  /* Each field's draft remembers on which value it was typed (`based_on`): once that has changed after the form was sent,
     the draft was saved; where it changed without, a colleague was there, and the field says so. */
  function keepPlaces(box) {
    const key = PREFIX + box.dataset.draftPlaces;
    const found = readDraft(key);
    const kept = found && found.places ? found.places : {};
    const typing = new Set();
    let timer = 0;

    const fields = () => [...box.querySelectorAll("[data-draft-place]")];
    const basis = (field) => field.form.elements.namedItem("based_on").value;
    const path = (field) => field.form.elements.namedItem("path").value;
    const unsaved = (field, value) => value !== field.defaultValue || field.hasAttribute("aria-invalid");

    function store() {
      if (!Object.keys(kept).length) forget(key);
      else if (write(key, { at: Date.now(), places: kept })) sayKept();
    }

    function save() {
      clearTimeout(timer);
      if (!typing.size) return;
      for (const field of typing) {
        const place = field.dataset.draftPlace;
        if (unsaved(field, field.value)) kept[place] = { value: field.value, base: basis(field) };
        else delete kept[place];
        field.toggleAttribute("data-unsaved", place in kept);
      }
      typing.clear();
      store();
    }

    function unfold(node) {
      for (let fold = node.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    }

    function putBack() {
      const back = [];
      for (const field of fields()) {
        const draft = kept[field.dataset.draftPlace];
        if (!draft) continue;
        const moved = basis(field) !== draft.base;
        if ((draft.sent && moved) || !unsaved(field, draft.value)) {
          delete kept[field.dataset.draftPlace];
          continue;
        }
        draft.sent = false;
        if (field.value === draft.value) continue;
        field.value = draft.value;
        field.setAttribute("data-unsaved", "");
        unfold(field);
        if (moved) {
          const said = document.createElement("small");
          said.textContent = box.dataset.draftMoved.replace("{value}", field.defaultValue);
          field.after(said);
        }
        back.push(field);
      }
      store();
      back.forEach((field) => field.dispatchEvent(new Event("input", { bubbles: true })));
      return back.length > 0;
    }

    box.addEventListener("input", (event) => {
      if (!event.target.matches("[data-draft-place]")) return;
      typing.add(event.target);
      clearTimeout(timer);
      timer = setTimeout(save, PAUSE);
    });
    box.addEventListener("submit", (event) => {
      save();
      const sent = event.target.elements.namedItem("path");
      if (!sent) return;
      for (const field of fields()) {
        const draft = kept[field.dataset.draftPlace];
        if (draft && path(field) === sent.value) draft.sent = true;
      }
      store();
    }, true);
    document.body.addEventListener("htmx:beforeSwap", save);
    document.body.addEventListener("htmx:afterSettle", (event) => { if (event.detail.target.id === box.dataset.draftSwapped) putBack(); });
    window.addEventListener("pagehide", save);

    const note = () => box.querySelector("[data-draft-back]");
    box.addEventListener("click", (event) => {
      if (!event.target.closest("[data-draft-drop]")) return;
      for (const field of fields()) {
        if (!kept[field.dataset.draftPlace]) continue;
        field.value = field.defaultValue;
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
      Object.keys(kept).forEach((place) => delete kept[place]);
      typing.clear();
      store();
      note().hidden = true;
    });
    if (putBack() && note()) note().hidden = false;
  }

  try {
    clearSaved();
  } catch {
    return;
  }
  const form = document.querySelector("form[data-draft]");
  const places = document.querySelector("[data-draft-places]");
  if (form) keepForm(form);
  if (places) keepPlaces(places);
})();
