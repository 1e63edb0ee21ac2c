"use strict";
(() => {
  const form = document.querySelector(".filter");
  const shown = document.querySelector(".filter output");
  const findings = [...document.querySelectorAll("article")];

  const apply = () => {
    const data = new FormData(form);
    const severities = data.getAll("severity");
    const states = data.getAll("state");
    const rule = data.get("rule");
    let count = 0;
    for (const finding of findings) {
      const { severity, state, rule: own } = finding.dataset;
      finding.hidden = !(severities.includes(severity) && states.includes(state) && (!rule || rule === own));
      count += finding.hidden ? 0 : 1;
    }
    shown.value = `${count} of ${findings.length} shown`;
  };
  if (form) {
    form.hidden = false;
    form.addEventListener("change", apply);
    form.addEventListener("reset", () => setTimeout(apply));
    form.addEventListener("submit", (event) => event.preventDefault());
    apply();
  }

  for (const button of document.querySelectorAll(".gap button")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const gap = button.closest("tbody");
      gap.nextElementSibling.hidden = false;
      gap.nextElementSibling.querySelector("td").tabIndex = -1;
      gap.nextElementSibling.querySelector("td").focus();
      gap.remove();
    });
  }

  // A link to a line or a finding that is hidden shows it first.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    const details = target.closest("details");
    if (details) details.open = true;
    const folded = target.closest("tbody[hidden]");
    if (folded) folded.previousElementSibling.querySelector("button").click();
    if (target.hidden && form) form.reset();
    setTimeout(() => target.scrollIntoView({ block: "center" }));
  };
  addEventListener("hashchange", reveal);
  reveal();

  const theme = document.querySelector(".theme");
  if (theme) {
    theme.hidden = false;
    theme.addEventListener("click", () => {
      const root = document.documentElement;
      const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = dark ? "light" : "dark";
    });
  }
})();
