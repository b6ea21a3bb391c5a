// The page of a meeting follows its chair: the server tells when what this person sees has changed (server-sent events), and
// where a proxy keeps these back, or a connection fails, the page asks every few seconds. The part that changes is put in
// anew, unless somebody is in the middle of something in it; nobody's own page elsewhere is touched.
const root = document.querySelector("[data-meeting]");
const state = root.querySelector("[data-meeting-state]"), part = root.querySelector("[data-meeting-part]");
const POLL_MS = 4000, SILENT_MS = 20000;
let seen = root.dataset.version, heard = 0;

const say = (text) => { if (state.textContent !== text) state.textContent = text; };
const busy = () => part.contains(document.activeElement) && document.activeElement.matches("input:not([type=hidden]), textarea, select");
const put = async (version) => {
  if (String(version) === seen || busy()) return;
  const answer = await fetch(root.dataset.part, { headers: { Accept: "text/html" }, redirect: "manual" }).catch(() => null);
  if (answer?.status === 404) return location.reload();
  if (!answer?.ok) return say(root.dataset.away);
  const focused = part.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  part.innerHTML = await answer.text();
  if (focused) part.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus();
  seen = String(version);
  say("");
};
const ask = async () => {
  const answer = await fetch(root.dataset.now, { headers: { Accept: "application/json" }, redirect: "manual" }).catch(() => null);
  if (answer?.status === 404) return location.reload();
  if (!answer?.ok) return say(root.dataset.away);
  await put((await answer.json()).version);
};
const listen = () => {
  const source = new EventSource(root.dataset.meeting);
  source.addEventListener("now", (event) => {
    heard = Date.now();
    say("");
    put(JSON.parse(event.data).version);
  });
  for (const kind of ["open", "still"]) source.addEventListener(kind, () => { heard = Date.now(); });
  // Refused for good (too many screens, signed out): the page goes on asking, and is told why there.
  source.addEventListener("error", () => { heard = 0; });
};

if ("EventSource" in window) listen();
const poll = setInterval(() => { if (document.visibilityState === "visible" && Date.now() - heard > SILENT_MS) ask(); }, POLL_MS);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && ask());
window.addEventListener("online", ask);
window.addEventListener("pagehide", () => clearInterval(poll));
