// Reports what goes wrong before an app can report anything: a script that is not loaded or not understood.

addEventListener("error", function (event) {
  var what = event.message || "not loaded: " + (event.target.src || event.target.href);
  var request = new XMLHttpRequest();
  request.open("POST", /[?&]report=([^&]+)/.exec(location.search).map(decodeURIComponent)[1]);
  request.send(JSON.stringify({ pass: false, error: what + " (" + (event.filename || "") + ":" + (event.lineno || "") + ")", agent: navigator.userAgent }));
}, true);
