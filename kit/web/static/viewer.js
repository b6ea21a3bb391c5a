// Papers open beside the question: pictures of their pages (kit.web.shown), in a panel on a wide screen, over the whole of a
// narrow one. Papers of another origin, and any click that asks for a tab, go where their link leads.
const viewer = document.querySelector("dialog[data-viewer]");
const part = (name) => viewer.querySelector(`[data-viewer-${name}]`);
const links = [...document.querySelectorAll("a[data-paper]")].filter((link) => new URL(link.href).origin === location.origin);
const papers = [...new Map(links.map((link) => [link.href, link])).values()];
const wide = matchMedia("(min-width: 64em)");
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
let opener = null, goesOn = null, paper = null, page = 1, pages = 1, turn = 0;

// Signed in here, but not yet where the papers are: the browser goes there once and comes back to the paper, without a
// question to the person. Only a navigation can: the provider is another origin, which no page of ours may fetch from.
const WAY = "ocop-viewer-way", at = location.pathname + location.search;
const way = JSON.parse(sessionStorage.getItem(WAY) ?? "null");
sessionStorage.removeItem(WAY);
const askPages = async (address) => {
  const answer = await fetch(`${address}/pages`, { headers: { Accept: "application/json" } }).catch(() => null);
  if (answer?.status !== 401 || way?.at === at) return answer;
  sessionStorage.setItem(WAY, JSON.stringify({ at, paper: address }));
  location.assign(`${viewer.dataset.signIn}?silent=1&back=${encodeURIComponent(at)}`);
  return null;
};
const say = (text) => (part("state").textContent = text);
const turnable = (name, step, can) => {
  const button = viewer.querySelector(`[data-viewer-${name}="${step}"]`);
  // A button that goes away under the focus would throw the reader back to the start of the page.
  button.setAttribute("aria-disabled", can ? "false" : "true");
};

const draw = () => {
  const picture = part("picture"), number = page;
  say(viewer.dataset.opening);
  picture.onload = () => {
    picture.hidden = false;
    const at = papers.findIndex((one) => one.href === paper.href) + 1;
    say(`${filled(viewer.dataset.pageOf, { number, count: pages })} · ${filled(viewer.dataset.paperOf, { number: at, count: papers.length })}`);
  };
  picture.onerror = () => {
    picture.hidden = true;
    say(viewer.dataset.unopened);
  };
  picture.alt = filled(viewer.dataset.picture, { name: paper.dataset.paper, number, count: pages });
  picture.src = `${paper.href}?page=${number}`;
  part("sheet").scrollTo(0, 0);
  turnable("page", -1, page > 1);
  turnable("page", 1, page < pages);
};

const read = async (link) => {
  const mine = ++turn, at = papers.findIndex((one) => one.href === link.href);
  paper = link;
  page = pages = 1;
  part("name").textContent = link.dataset.paper;
  part("tab").href = link.href;
  part("original").href = link.dataset.original;
  part("picture").hidden = true;
  turnable("paper", -1, at > 0);
  turnable("paper", 1, at < papers.length - 1);
  say(viewer.dataset.opening);
  const answer = await askPages(link.href);
  if (mine !== turn || sessionStorage.getItem(WAY)) return;
  if (!answer?.ok) {
    say(answer?.status === 401 ? viewer.dataset.stranger : viewer.dataset.unopened);
    return;
  }
  pages = (await answer.json()).pages;
  draw();
};

const show = () => {
  document.documentElement.classList.toggle("ocop-reads-beside", wide.matches);
  if (wide.matches) viewer.show();
  else viewer.showModal();
  opener?.scrollIntoView({ block: "center" }); // beside it the page is narrower, and longer
  part("name").focus({ preventScroll: true });
};
// Who closes it from within, or has it over the whole page, is back at the link; who closes it while writing goes on writing.
const close = () => {
  if (!viewer.open) return;
  const active = document.activeElement;
  goesOn = viewer.contains(active) || active === document.body ? null : active;
  viewer.close();
};
viewer.addEventListener("close", () => {
  if (viewer.dataset.turning) return;
  document.documentElement.classList.remove("ocop-reads-beside");
  turn += 1;
  (goesOn ?? opener)?.focus();
  goesOn = null;
});
wide.addEventListener("change", () => {
  if (!viewer.open) return;
  viewer.dataset.turning = "yes";
  viewer.close();
  show();
  setTimeout(() => delete viewer.dataset.turning);
});

links.forEach((link) => link.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  opener = link;
  if (!viewer.open) show();
  else part("name").focus();
  read(link);
}));
const able = (event) => event.currentTarget.getAttribute("aria-disabled") !== "true";
const turnPage = (step) => {
  if (page + step < 1 || page + step > pages) return;
  page += step;
  draw();
};
viewer.querySelectorAll("[data-viewer-page]").forEach((button) =>
  button.addEventListener("click", (event) => able(event) && turnPage(Number(button.dataset.viewerPage))));
viewer.querySelectorAll("[data-viewer-paper]").forEach((button) =>
  button.addEventListener("click", (event) => able(event) && read(papers[papers.findIndex((one) => one.href === paper.href) + Number(button.dataset.viewerPaper)])));
part("larger").addEventListener("click", (event) => {
  const larger = viewer.classList.toggle("ocop-viewer--larger");
  event.currentTarget.setAttribute("aria-pressed", larger);
});
part("close").addEventListener("click", close);
document.addEventListener("keydown", (event) => {
  if (!viewer.open || event.defaultPrevented) return;
  if (event.key === "Escape") {
    event.preventDefault();
    close();
  } else if (viewer.contains(document.activeElement) && event.key === "ArrowRight") turnPage(1);
  else if (viewer.contains(document.activeElement) && event.key === "ArrowLeft") turnPage(-1);
});
if (way?.at === at) links.find((link) => link.href === way.paper)?.click();
