// Several files of one form, each sent by itself with a bar that says how far it is; without script they go in one request.
// The form names where its texts are: data-upload, with data-done and data-failed.
document.querySelectorAll("form[data-upload]").forEach((form) => {
  const chooser = form.querySelector("input[type=file]");
  const list = form.querySelector("[data-upload-list]");
  const taken = new Set(); // files that are there already: only the others go again
  const told = (row, text) => { row.querySelector("span").textContent = text; };
  const send = (file, row) =>
    new Promise((resolve) => {
      const body = new FormData(form);
      body.delete(chooser.name);
      body.append(chooser.name, file);
      // Each file is a command of its own.
      body.set("_key", crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`);
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
    for (const file of chooser.files) {
      const row = document.createElement("li"), bar = document.createElement("progress"), name = document.createElement("label"), words = document.createElement("span");
      name.textContent = `${file.name} `;
      bar.max = 1;
      bar.value = 0;
      name.append(bar);
      row.append(name, " ", words);
      list.append(row);
      const known = `${file.name}|${file.size}|${file.lastModified}`;
      if (taken.has(known)) {
        bar.value = 1;
        told(row, form.dataset.done);
      } else if (await send(file, row)) taken.add(known);
      else all = false;
    }
    if (all) location.assign(location.href);
    else delete form.dataset.sent;
  });
});
