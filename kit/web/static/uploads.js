// Several files of one form, each sent by itself with a bar that says how far it is; without script they go in one request.
// The form names where its texts are: data-upload, with data-done and data-failed.
document.querySelectorAll("form[data-upload]").forEach((form) => {
  const chooser = form.querySelector("input[type=file]");
  const list = form.querySelector("[data-upload-list]");
  const taken = new Set(); // files that are there already: only the others go again
  const DONE = "ocop-uploaded"; // the names of what was taken, said once by the page that comes after
  const told = (row, text) => { row.querySelector("span").textContent = text; };
  const another = () => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`;
  const rowOf = (name) => {
    const row = document.createElement("li"), label = document.createElement("label"), words = document.createElement("span");
    label.textContent = `${name} `;
    row.append(label, " ", words);
    list.append(row);
    return row;
  };
  JSON.parse(sessionStorage.getItem(DONE) ?? "[]").forEach((name) => told(rowOf(name), form.dataset.done));
  sessionStorage.removeItem(DONE);
  const send = (file, row, key) =>
    new Promise((resolve) => {
      const body = new FormData(form);
      body.delete(chooser.name);
      body.append(chooser.name, file);
      body.set("_key", key); // each file is a command of its own
      const request = new XMLHttpRequest();
      request.open("POST", form.action);
      request.setRequestHeader("Accept", "application/json");
      request.upload.onprogress = (event) => { row.querySelector("progress").value = event.lengthComputable ? event.loaded / event.total : 0; };
      request.onload = () => {
        const ok = request.status < 400;
        row.querySelector("progress").value = ok ? 1 : 0;
        let why = form.dataset.failed;
        try { const said = JSON.parse(request.responseText); why = said.errors?.map((one) => one.detail).join(" ") ?? said.detail ?? why; } catch { /* no problem document: the general words stand */ }
        told(row, ok ? form.dataset.done : why);
        resolve(ok);
      };
      request.onerror = () => { told(row, form.dataset.failed); resolve(false); };
      request.send(body);
    });
  form.addEventListener("submit", async (event) => {
    if (event.defaultPrevented || chooser.files.length < 2 || navigator.onLine === false) return;
    event.preventDefault();
    list.replaceChildren();
    let all = true;
    const files = [...chooser.files], named = (file) => `${file.name}|${file.size}|${file.lastModified}`;
    const last = files.filter((file) => !taken.has(named(file))).at(-1);
    for (const file of files) {
      const row = rowOf(file.name), bar = document.createElement("progress");
      bar.max = 1;
      bar.value = 0;
      row.querySelector("label").append(bar);
      // The last one ends the form: it carries the form's own key, so that what was written in it is no longer unsent.
      const ends = all && file === last;
      if (taken.has(named(file))) {
        bar.value = 1;
        told(row, form.dataset.done);
      } else if (await send(file, row, ends ? form.elements._key.value : another())) taken.add(named(file));
      else {
        all = false;
        if (ends) form.elements._key.value = another();
      }
    }
    if (all) {
      sessionStorage.setItem(DONE, JSON.stringify(files.map((file) => file.name)));
      location.assign(location.href);
    } else delete form.dataset.sent;
  });
});
