// Only comfort: every page works without it.
"use strict";
// A form is sent once; the second click of an impatient hand does nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "1";
  setTimeout(() => { delete form.dataset.sent; }, 5000);
});

// A file is sent by its form. One that is too large for that goes straight to the interface, which reads it while it arrives.
const upload = document.getElementById("upload");
if (upload) {
  const types = { xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", csv: "text/csv", ndjson: "application/x-ndjson" };
  upload.addEventListener("submit", async (event) => {
    const file = document.getElementById("file").files[0];
    const error = document.getElementById("upload-error");
    const wait = document.getElementById("upload-wait");
    wait.hidden = false;
    if (file.size <= Number(upload.dataset.largest)) return;
    event.preventDefault();
    const dry = event.submitter !== null && event.submitter.value === "dry";
    const type = types[file.name.split(".").pop().toLowerCase()] || "application/octet-stream";
    error.hidden = true;
    try {
      const answer = await fetch(upload.dataset.interface + "?dryRun=" + dry, {
        method: "POST",
        headers: { "Content-Type": type, "Prefer": "respond-async", "X-CSRF-TOKEN": upload.elements._csrf.value, "X-Requested-With": "XMLHttpRequest" },
        body: file,
      });
      const said = await answer.json();
      if (!answer.ok) throw new Error(said.detail || said.title);
      window.location.assign(upload.dataset.pages + said.import + (dry ? "?dry=1" : ""));
    } catch (failure) {
      wait.hidden = true;
      error.textContent = failure.message;
      error.hidden = false;
    }
  });
}
