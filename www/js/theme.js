// Sets light or dark before the first paint: a classic script, because modules run only after parsing.
(function () {
  var system = window.matchMedia("(prefers-color-scheme: dark)");
  function chosen() {
    try { return localStorage.getItem("theme"); } catch { return null; }
  }
  function apply() {
    document.documentElement.dataset.theme = chosen() || (system.matches ? "dark" : "light");
  }
  system.addEventListener("change", apply);
  apply();
  window.toggleTheme = function () {
    var next = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    // A choice that equals the system's is no choice: from then on the page follows the system again.
    try {
      if (next === (system.matches ? "dark" : "light")) localStorage.removeItem("theme");
      else localStorage.setItem("theme", next);
    } catch { /* the choice then lasts as long as the page */ }
    document.documentElement.dataset.theme = next;
  };
})();
