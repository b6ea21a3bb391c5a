// GOV.UK Frontend's components; its address, with the hash of its content, comes from the page.
const own = document.querySelector("script[data-govuk]");
import(own.dataset.govuk).then(({ initAll }) => {
  initAll();
  // The file chooser puts two texts side by side with nothing visible between them; who speaks to the machine, or
  // checks with one, reads them as one word (WCAG 2.5.3).
  document.querySelectorAll(".govuk-file-upload-button > .govuk-visually-hidden").forEach((comma) => comma.after(" "));
});

// A form sent twice by an impatient finger: the second press is ignored here, and absorbed by its key on the server.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach((form) => delete form.dataset.sent));

// Buttons that print the page they are on.
document.querySelectorAll("[data-print]").forEach((button) => button.addEventListener("click", () => window.print()));
