/* Photos and files go to the server in pieces while the form is filled in. Over a broken connection they go on by
   themselves; after a reload, too, because the browser keeps them until the server has said that it has them whole.
   Without this file, or over plain http where browsers give no hashes, the form sends its files itself. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-upload]");
  if (!form || !window.crypto || !crypto.subtle || !window.indexedDB || !Blob.prototype.arrayBuffer) return;

  const PAUSES = [1, 2, 4, 8, 15, 30];
  const MOST = 30;
  const LONGEST = 50 * 1024 * 1024;
  const list = form.querySelector("[data-uploads]");
  const tiles = form.querySelector("[data-tiles]");
  const keepsDraft = form.hasAttribute("data-draft");
  const words = form.querySelector("[data-upload-words]").dataset;  // sentences in the language of the page
  const place = `${form.dataset.person} ${location.pathname}`;
  const waiting = [];
  let working = false;
  let submitter = null;

  /* Broken: try again. Refused: a person must read it. */
  class Broken extends Error {}
  class Refused extends Error {
    constructor(status, text) { super(text); this.status = status; }
  }

  const say = (sentence, values = {}) => words[sentence].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const tenths = new Intl.NumberFormat(document.documentElement.lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const sizeOf = (bytes) => (bytes < 1048576 ? `${Math.ceil(bytes / 1024)} KB` : `${tenths.format(bytes / 1048576)} MB`);
  const hashOf = async (bytes) => Array.from(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)), (byte) => byte.toString(16).padStart(2, "0")).join("");

  function tokenNow() {
    const cookie = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie);  // a new one after a new sign-in
    return cookie ? cookie[1] : form.querySelector("[name=csrfmiddlewaretoken]").value;
  }

  async function ask(method, address, body, headers) {
    const ending = new AbortController();
    const timer = setTimeout(() => ending.abort(), 90000);
    let answer;
    try {
      answer = await fetch(address, {
        method, body, signal: ending.signal, credentials: "same-origin",
        headers: { "X-CSRFToken": tokenNow(), "HX-Request": "true", ...headers },
      });
      if (answer.ok) return await answer.json();
    } catch (error) {
      throw new Broken(String(error));
    } finally {
      clearTimeout(timer);
    }
    if (answer.status >= 500 || answer.status === 429) throw new Broken(String(answer.status));
    const type = answer.headers.get("Content-Type") || "";
    const said = type.startsWith("text/plain") || answer.status === 401 ? await answer.text() : "";
    throw new Refused(answer.status, said || say("refused"));
  }

  /* What the browser keeps until the server has it. A browser that keeps nothing still sends. */
  const opening = new Promise((resolve) => {
    const wish = indexedDB.open("trienkhai", 1);
    wish.onupgradeneeded = () => wish.result.createObjectStore("files", { autoIncrement: true });
    wish.onsuccess = () => resolve(wish.result);
    wish.onerror = () => resolve(null);
  });

  async function inStore(mode, deed) {
    const base = await opening;
    if (!base) return null;
    return new Promise((resolve) => {
      let wish;
      try {
        wish = deed(base.transaction("files", mode).objectStore("files"));
      } catch {
        resolve(null);
        return;
      }
      wish.onsuccess = () => resolve(wish.result);
      wish.onerror = () => resolve(null);
    });
  }

  const keepCopy = (file) => inStore("readwrite", (store) => store.add({ place, file, name: file.name }));
  const dropCopy = (key) => (key == null ? null : inStore("readwrite", (store) => store.delete(key)));

  async function listCopies() {
    const keys = await inStore("readonly", (store) => store.getAllKeys());
    const rows = await inStore("readonly", (store) => store.getAll());
    return (rows || []).map((row, at) => ({ key: keys[at], ...row })).filter((row) => row.place === place);
  }

  /* One line a file: name, bar, what is going on, what can be done. */
  function drawLine(job) {
    const line = document.createElement("li");
    const [name, bar, said, now, drop] = ["b", "progress", "span", "button", "button"].map((tag) => document.createElement(tag));
    name.textContent = job.file.name;
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", say("bar", { name: job.file.name }));
    said.textContent = say("waiting");
    said.setAttribute("role", "status");
    [now, drop].forEach((button) => { button.type = "button"; button.className = "btn btn-sm"; });
    now.textContent = say("now");
    now.hidden = true;
    now.addEventListener("click", () => { if (job.wake) job.wake(); });
    drop.textContent = say("drop");
    drop.setAttribute("aria-label", say("dropFile", { name: job.file.name }));
    drop.addEventListener("click", () => giveUp(job));
    line.append(name, bar, said, now, drop);
    list.append(line);
    list.hidden = false;
    Object.assign(job, { line, bar, said, now, drop });
  }

  function giveUp(job) {
    job.gone = true;
    if (job.wake) job.wake();
    dropCopy(job.key);
    const at = waiting.indexOf(job);
    if (at >= 0) waiting.splice(at, 1);
    job.line.remove();
    list.hidden = list.children.length === 0;
    if (!working) goOn();
  }

  function show(job, have, text) {
    job.bar.value = have;
    job.said.textContent = text || say("part", { have: sizeOf(Math.round(job.file.size * have)), whole: sizeOf(job.file.size) });
  }

  /* Wait, growing longer each time; a press, or the network coming back, ends it. */
  function pause(job, text, seconds) {
    job.said.textContent = text;
    job.now.hidden = false;
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        window.removeEventListener("online", wake);
        job.now.hidden = true;
        job.wake = null;
        resolve();
      };
      const timer = seconds ? setTimeout(wake, seconds * 1000) : 0;
      window.addEventListener("online", wake);
      job.wake = wake;
    });
  }

  async function persist(job, deed) {
    for (let failed = 0; !job.gone; ) {
      try {
        return await deed();
      } catch (error) {
        if (error instanceof Refused && (error.status === 401 || error.status === 403)) {
          job.now.textContent = say("goOn");
          await pause(job, say("signIn"), 0);
        } else if (error instanceof Broken) {
          const seconds = PAUSES[Math.min(failed, PAUSES.length - 1)];
          failed += 1;
          await pause(job, say("broken", { seconds }), seconds);
        } else {
          throw error;
        }
      }
    }
    return null;
  }

  const piecesOf = (address) => (told) => ({ ...told, address: `${address}${told.id}/` });

  async function sendPieces(job, bytes, sha256) {
    const fields = new URLSearchParams({ name: job.file.name, size: bytes.byteLength, sha256 });
    const told = await persist(job, () => ask("POST", form.dataset.upload, fields).then(piecesOf(form.dataset.upload)));
    if (!told) return null;
    const have = new Set(told.have);
    for (let number = 0; number < told.count && !job.gone; number += 1) {
      show(job, have.size / told.count);
      if (have.has(number)) continue;
      const piece = bytes.slice(number * told.piece, (number + 1) * told.piece);
      const headers = { "X-Piece-SHA256": await hashOf(piece), "Content-Type": "application/octet-stream" };
      await persist(job, () => ask("PUT", `${told.address}${number}/`, piece, headers).catch((error) => {
        if (error instanceof Refused && error.status === 422) throw new Broken("damaged on its way");
        throw error;
      }));
      have.add(number);
    }
    if (job.gone) return null;
    show(job, 1, say("checking"));
    const about = new URLSearchParams(form.dataset.activity ? { activity: form.dataset.activity } : {});
    return persist(job, () => ask("POST", `${told.address}xong/`, about));
  }

  /* Pieces that the server lost, or swept, are sent again: at most a few times. */
  async function sendFile(job) {
    const bytes = await job.file.arrayBuffer();
    const sha256 = await hashOf(bytes);
    for (let round = 0; ; round += 1) {
      try {
        return await sendPieces(job, bytes, sha256);
      } catch (error) {
        const lost = error instanceof Refused && (error.status === 404 || error.status === 409);
        if (!lost || round === 3) throw error;
      }
    }
  }

  function parse(html) {
    const box = document.createElement("template");
    box.innerHTML = html;  // drawn by our server
    return box.content;
  }

  function receive(job, told) {
    const twice = form.querySelector(`[data-sent="${told.sent}"]`);
    if (twice) {
      show(job, 1, say("twice"));
    } else if (tiles) {
      tiles.insertBefore(parse(told.tile), tiles.lastElementChild);
      const used = form.querySelector(".used-twice");
      if (used) used.append(parse(told.used));
    } else {
      const carried = document.createElement("input");
      Object.assign(carried, { type: "hidden", name: "kept", value: told.sealed });
      carried.dataset.sent = told.sent;
      job.line.append(carried, parse(told.used));
    }
    if (!twice) show(job, 1, say(tiles ? "kept" : "keptApart"));
    job.bar.hidden = true;
    job.line.classList.add("done");
    if (tiles) job.drop.remove();
    const day = form.elements.namedItem("effective_on");
    if (day && !day.value && told.day) {
      day.value = told.day;
      const hint = document.getElementById("ngay-goi-y");
      if (hint) hint.textContent = say("dayTaken");
    }
    form.dispatchEvent(new CustomEvent("upload:kept", { bubbles: true }));
    if (keepsDraft) dropCopy(job.key);
  }

  function refuse(job, text) {
    job.line.classList.add("refused");
    job.bar.hidden = true;
    job.said.textContent = text;
    dropCopy(job.key);
  }

  async function goOn() {
    if (working) return;
    working = true;
    while (waiting.length) {
      const job = waiting[0];
      try {
        const told = await sendFile(job);
        if (told && !job.gone) receive(job, told);
      } catch (error) {
        const unread = !(error instanceof Refused);
        refuse(job, unread ? say("unread") : error.message);
        submitter = null;  // a person must read this before anything is saved
      }
      if (waiting[0] === job) waiting.shift();
    }
    working = false;
    tellWaiting();
    if (submitter) {
      const pressed = submitter;
      submitter = null;
      form.requestSubmit(pressed.isConnected ? pressed : undefined);
    }
  }

  function take(file, key) {
    const job = { file, key: key ?? null, gone: false, wake: null };
    drawLine(job);
    const kept = form.querySelectorAll("[name=kept]").length;
    if (file.size === 0) refuse(job, say("empty"));
    else if (file.size > LONGEST) refuse(job, say("large"));
    else if (kept + waiting.length >= MOST) refuse(job, say("most", { most: MOST }));
    else {
      waiting.push(job);
      if (key === undefined) keepCopy(file).then((known) => { job.key = known; if (job.gone || (keepsDraft && job.line.classList.contains("done"))) dropCopy(known); });
    }
    goOn();
  }

  function tellWaiting() {
    const text = form.querySelector("[data-upload-said]");
    if (text) text.textContent = submitter && waiting.length ? say("finishing", { count: waiting.length }) : "";
  }

  document.addEventListener("change", (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || input.type !== "file" || input.form !== form) return;
    if (input.name !== "photos" && input.name !== "files") return;
    event.stopImmediatePropagation();
    Array.from(input.files).forEach((file) => take(file));
    input.value = "";
  }, true);

  form.addEventListener("submit", (event) => {
    if (waiting.length) {
      event.preventDefault();
      event.stopImmediatePropagation();
      submitter = event.submitter || form.querySelector("button");
      tellWaiting();
      list.scrollIntoView({ block: "nearest" });
    } else if (!keepsDraft) {
      listCopies().then((rows) => rows.forEach((row) => dropCopy(row.key)));
    }
  });

  listCopies().then((rows) => rows.forEach((row) => take(row.file, row.key)));
})();
