// Says five minutes before a session ends that it does, and lets it be prolonged by one press (WCAG 2.2, 2.2.1). Work in
// any window of the service prolongs it for all: they tell each other by the browser's storage.
const told = document.querySelector("[data-session]");
const WARN_MS = 5 * 60 * 1000;
const shared = `ocop-session-${told.dataset.name}`;
const longest = Date.now() + Number(told.dataset.longest) * 1000;
const store = (() => { try { return localStorage; } catch { return null; } })();
let ends = 0;
let shown = "";

const prolonged = (seconds) => {
  ends = Date.now() + seconds * 1000;
  try { store?.setItem(shared, ends); } catch { /* a browser that keeps nothing: this window alone knows */ }
};
const show = (what, text, control) => {
  if (shown === what) return;
  shown = what;
  told.replaceChildren();
  if (!text) return;
  const line = document.createElement("p");
  line.className = "govuk-body";
  line.textContent = text;
  told.append(line, ...(control ? [control] : []));
};
const stay = () => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "govuk-button";
  button.textContent = told.dataset.stayText;
  button.addEventListener("click", async () => {
    const answer = await fetch(told.dataset.stay, { method: "POST", headers: { Accept: "application/json", "X-CSRF-Token": told.dataset.token } }).catch(() => null);
    if (answer?.ok) {
      const { left } = await answer.json();
      prolonged(left.idle);
      show("", "");
    } else if (answer) {
      show("over", told.dataset.over, signIn());
    }
  });
  return button;
};
const signIn = () => {
  const link = document.createElement("a");
  link.className = "govuk-link";
  link.href = told.dataset.signIn;
  link.textContent = told.dataset.signInText;
  return link;
};
const look = () => {
  const latest = Math.max(ends, Number(store?.getItem(shared) ?? 0));
  const end = Math.min(latest, longest);
  const left = end - Date.now();
  if (left <= 0) show("over", told.dataset.over, signIn());
  else if (left > WARN_MS) show("", "");
  else if (end === longest) show("last", told.dataset.last);
  else show("soon", told.dataset.soon, stay());
};

prolonged(Number(told.dataset.idle));
document.addEventListener("ocop-worked", (event) => event.detail && prolonged(event.detail.idle));
setInterval(look, 5000);
document.addEventListener("visibilitychange", look);
look();
