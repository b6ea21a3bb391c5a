// The queues of the other services, asked as the person who reads: each service answers for itself. Where one does not (not
// signed in there yet, away), the link to its own page stands.
document.querySelectorAll("[data-queues]").forEach(async (section) => {
  const link = section.querySelector("p");
  try {
    const answer = await fetch(section.dataset.queues, { headers: { Accept: "application/json" }, redirect: "manual" });
    if (answer.status !== 200) return;
    const { queues } = await answer.json();
    if (queues.length === 0) {
      link.textContent = section.dataset.none;
      return;
    }
    const list = document.createElement("ul");
    list.className = "govuk-list";
    for (const queue of queues) {
      const row = document.createElement("li"), way = document.createElement("a");
      way.className = "govuk-link";
      way.href = queue.href;
      way.textContent = queue.text;
      row.append(way);
      if (queue.count !== null) {
        const count = document.createElement("strong");
        count.textContent = `(${queue.count})`;
        row.append(" ", count);
      }
      list.append(row);
    }
    link.replaceWith(list);
  } catch { /* the link stands */ }
});
