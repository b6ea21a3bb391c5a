// GOV.UK Frontend's components; its address, with the hash of its content, comes from the page.
const own = document.querySelector("script[data-govuk]");
import(own.dataset.govuk).then(({ initAll }) => {
  initAll();
  // The file chooser puts two texts side by side with nothing visible between them; who speaks to the machine, or
  // checks with one, reads them as one word (WCAG 2.5.3).
  document.querySelectorAll(".govuk-file-upload-button > .govuk-visually-hidden").forEach((comma) => comma.after(" "));
});

// A form sent twice by an impatient finger: a second press right after the first is ignored here, and absorbed by its key on
// the server. Later presses count: the first may have been stopped, or its answer may never have come.
const IMPATIENT_MS = 1500;
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented) return;
  if (Date.now() - Number(form.dataset.sent ?? 0) < IMPATIENT_MS) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = Date.now();
});
window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach((form) => delete form.dataset.sent));

// Buttons that print the page they are on.
document.querySelectorAll("[data-print]").forEach((button) => button.addEventListener("click", () => window.print()));

// A form with data-live is shown, while it is filled in, what the server makes of it: each part of the answer takes the
// place of the page's part of the same id. Without script the same is seen after saving.
document.querySelectorAll("form[data-live]").forEach((form) => {
  let waiting;
  let asked = 0;
  const ask = async () => {
    const mine = ++asked;
    const answer = await fetch(form.dataset.live, { method: "POST", body: new URLSearchParams(new FormData(form)) }).catch(() => null);
    if (!answer?.ok || mine !== asked) return;
    const told = new DOMParser().parseFromString(await answer.text(), "text/html");
    told.querySelectorAll("[data-live-part]").forEach((part) => {
      const shown = document.getElementById(part.id);
      const opened = [...shown.querySelectorAll("details")].map((one) => [one.id, one.open]);
      shown.innerHTML = part.innerHTML;
      opened.forEach(([id, open]) => document.getElementById(id)?.toggleAttribute("open", open));
    });
  };
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 200);
  });
});
