// The desks of the other services, asked as the person who reads: each service answers for itself. Where one does not (not
// signed in there yet, away), the link to its own page stands.
document.querySelectorAll("[data-desks]").forEach(async (section) => {
  const link = section.querySelector("p");
  try {
    const answer = await fetch(section.dataset.desks, { headers: { Accept: "application/json" }, redirect: "manual" });
    if (answer.status !== 200) return;
    const { desks } = await answer.json();
    if (desks.length === 0) {
      link.textContent = section.dataset.none;
      return;
    }
    const list = document.createElement("ul");
    list.className = "govuk-list";
    for (const desk of desks) {
      const row = document.createElement("li"), way = document.createElement("a");
      way.className = "govuk-link";
      way.href = desk.href;
      way.textContent = desk.text;
      row.append(way);
      if (desk.count !== null) {
        const count = document.createElement("strong");
        count.textContent = `(${desk.count})`;
        row.append(" ", count);
      }
      list.append(row);
    }
    link.replaceWith(list);
  } catch { /* the link stands */ }
});
