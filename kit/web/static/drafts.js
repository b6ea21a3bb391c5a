// Keeps what is written while it is written: on the server at each change (kit.web.drafts), on the device while the server
// cannot be reached. The copy on the device is encrypted with a key that only pages of the same person carry, under a name
// made of that key: whoever signs in next on this device can neither find nor read it.
const own = document.querySelector("script[data-drafts]");
const PAUSE_MS = 700, AGAIN_MS = 15_000, KEPT_MS = 14 * 24 * 3600 * 1000, PREFIX = "ocop-draft-";
const key = Uint8Array.from(atob(own.dataset.device.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const store = (() => { try { return localStorage; } catch { return null; } })();
// Without encryption (plain HTTP on another host) or storage nothing is kept on the device, and the page says so.
const secret = store && crypto.subtle?.importKey("raw", key, "AES-GCM", false, ["encrypt", "decrypt"]);
const base64 = (bytes) => btoa(String.fromCharCode(...bytes));
const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

const nameOf = async (form) => {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(base64(key) + form));
  return PREFIX + base64(new Uint8Array(digest)).slice(0, 32);
};
const device = {
  async keep(form, body) {
    if (!secret) return false;
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await secret, new TextEncoder().encode(body)));
    let text = "";
    sealed.forEach((one) => (text += String.fromCharCode(one)));
    try {
      store.setItem(await nameOf(form), `${Date.now()}:${base64(iv)}:${btoa(text)}`);
      return true;
    } catch {
      return false;
    }
  },
  async read(form) {
    const kept = secret && store.getItem(await nameOf(form));
    if (!kept) return null;
    const [, iv, sealed] = kept.split(":");
    const open = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes(iv) }, await secret, bytes(sealed)).catch(() => null);
    return open && new TextDecoder().decode(open);
  },
  async forget(form) {
    if (secret) store.removeItem(await nameOf(form));
  },
  sweep() {
    Object.keys(store ?? {}).filter((name) => name.startsWith(PREFIX)).forEach((name) => {
      if (Date.now() - Number(store.getItem(name).split(":")[0]) > KEPT_MS) store.removeItem(name);
    });
  },
};
const post = (body, keepalive = false) =>
  fetch(own.dataset.drafts, { method: "POST", body, keepalive, headers: { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8" } }).catch(() => null);

class Kept {
  constructor(form) {
    this.form = form;
    this.state = form.querySelector("[data-draft-state]");
    this.touched = new Set();
    this.turn = 0; // counts changes; `sent` is the last of them that the server has
    this.sent = 0;
    this.pressed = null;
    form.addEventListener("input", (event) => this.change(event.target));
    form.addEventListener("change", (event) => this.change(event.target));
    form.addEventListener("submit", (event) => this.submit(event));
  }
  get id() {
    return this.form.elements._form.value;
  }
  get unsent() {
    return this.turn > this.sent;
  }
  // Everything that stands in the form, without files; in the one order, so that two presses can be compared.
  body() {
    const fields = [...new FormData(this.form)].filter(([, value]) => typeof value === "string");
    this.touched.forEach((name) => fields.push(["_touched", name]));
    return new URLSearchParams(fields).toString();
  }
  say(text, at = "") {
    const said = text.replace("{at}", at);
    if (this.state.textContent !== said) this.state.textContent = said;
  }
  change(field) {
    if (!field.name || field.type === "file" || field.type === "hidden") return;
    this.renew();
    this.touched.add(field.name);
    this.turn += 1;
    const turn = this.turn;
    device.keep(this.id, this.body()).then((kept) => { if (turn <= this.sent && kept) device.forget(this.id); });
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.save(), PAUSE_MS);
  }
  // A press that was stopped and a form changed since: what is sent next is another command, and has a key of its own.
  renew() {
    if (this.pressed !== null) {
      this.form.elements._key.value = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`;
      this.pressed = null;
    }
  }
  async save(keepalive = false) {
    clearTimeout(this.waiting);
    if (!this.unsent) return;
    const turn = this.turn, body = this.body();
    if (!keepalive) this.say(own.dataset.saving);
    const answer = await post(body, keepalive && body.length < 60_000);
    if (answer?.ok) {
      const told = await answer.json();
      this.sent = Math.max(this.sent, turn);
      document.dispatchEvent(new CustomEvent("ocop-worked", { detail: told.left }));
      if (this.unsent) return;
      await device.forget(this.id);
      if (told.at) this.say(own.dataset.saved, told.at);
      return;
    }
    const kept = await device.keep(this.id, body);
    this.say(kept ? own.dataset.kept : own.dataset.unkept);
    this.waiting = setTimeout(() => this.save(), AGAIN_MS);
  }
  submit(event) {
    if (navigator.onLine === false) {
      event.preventDefault();
      device.keep(this.id, this.body());
      this.say(own.dataset.offline);
      return;
    }
    if (event.defaultPrevented) return;
    clearTimeout(this.waiting);
    this.pressed = this.body();
    this.leaving = true;
    setTimeout(() => { this.leaving = false; }, 10_000); // stopped: what is still unsent is warned of again
  }
}

const forms = [...document.querySelectorAll("form[data-draft]")].map((form) => new Kept(form));
device.sweep();
// Whether the form says all that was written.
const shows = (kept, body) => {
  const now = new URLSearchParams(kept.body());
  return body.getAll("_touched").every((name) => String(body.getAll(name)) === String(now.getAll(name)));
};
// What the device kept while the server was away goes there now, and the page comes again with it, joined with what is saved.
// A page that answers a press never comes again by itself: the browser would press again. It says where the text is.
(async () => {
  let restored = false;
  for (const kept of forms) {
    const before = await device.read(kept.id);
    if (!before || kept.turn) continue;
    const body = new URLSearchParams(before);
    const answer = await post(body);
    if (!answer?.ok) continue;
    await device.forget(kept.id);
    if ((await answer.json()).done || shows(kept, body)) continue;
    if ("pressed" in own.dataset) kept.say(own.dataset.elsewhere);
    else restored = true;
  }
  if (restored && !forms.some((kept) => kept.turn)) location.reload();
})();
window.addEventListener("online", () => forms.forEach((kept) => kept.save()));
window.addEventListener("pagehide", () => forms.forEach((kept) => kept.leaving || kept.save(true)));
window.addEventListener("beforeunload", (event) => {
  if (forms.some((kept) => kept.unsent && !kept.leaving)) event.preventDefault();
});
