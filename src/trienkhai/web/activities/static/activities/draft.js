/* What is typed for a new activity stays on this machine until the server has saved it: a session that ends, a closed
   window, a dead battery lose nothing. Kept apart for each person and duty; gone once the activity is saved. */
(() => {
  "use strict";
  const mark = document.querySelector("[data-person]");
  if (!mark) return;
  const PREFIX = `trienkhai.draft.${mark.dataset.person}.`;
  const LIFE = 14 * 24 * 60 * 60 * 1000;
  const NOT_KEPT = new Set(["csrfmiddlewaretoken", "step", "restored"]);
  const form = document.querySelector("form[data-draft]");

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

  /* Saved ones go; so do those that nobody came back to for two weeks. */
  function clearSaved() {
    const saved = new Set(Array.from(document.querySelectorAll("[data-saved]")).flatMap((node) => node.dataset.saved.split(" ")));
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(PREFIX)) continue;
      const draft = readDraft(key);
      if (!draft || saved.has(draft.uuid) || Date.now() - draft.at > LIFE) localStorage.removeItem(key);
    }
  }

  /* The server draws the form again with everything that was typed, files included; nothing is saved by it. */
  function restore(key, draft) {
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

  try {
    clearSaved();
  } catch {
    return;
  }
  if (!form) return;
  const key = PREFIX + form.dataset.draft;
  const found = readDraft(key);
  if (found && form.hasAttribute("data-fresh")) restore(key, found);

  let timer = 0;
  let touched = !form.hasAttribute("data-fresh");

  function save() {
    clearTimeout(timer);
    if (!touched) return;
    const fields = Array.from(new FormData(form)).filter(([name, value]) => typeof value === "string" && !NOT_KEPT.has(name));
    const uuid = form.elements.namedItem("uuid").value;
    const place = document.querySelector("[data-draft-said]");
    if (!write(key, { uuid, at: Date.now(), fields }) || !place) return;
    const now = new Date();
    const minute = String(now.getMinutes()).padStart(2, "0");
    place.textContent = place.dataset.draftSaid.replace("{hour}", now.getHours()).replace("{minute}", minute);
  }

  function noteTyping() {
    touched = true;
    clearTimeout(timer);
    timer = setTimeout(save, 300);
  }

  form.addEventListener("input", noteTyping);
  form.addEventListener("change", noteTyping);
  form.addEventListener("upload:kept", () => { touched = true; save(); });
  form.addEventListener("submit", save);
  window.addEventListener("pagehide", save);

  const drop = document.querySelector("[data-draft-drop]");
  if (drop) drop.addEventListener("click", () => {
    touched = false;
    localStorage.removeItem(key);
    location.replace(location.pathname);
  });
})();
