// Reports what goes wrong before an app can report anything: a script that is not loaded, not understood, or not allowed.

function wrong(what) {
  var request = new XMLHttpRequest();
  request.open("POST", decodeURIComponent(/[?&]report=([^&]+)/.exec(location.search)[1]));
  request.send(JSON.stringify({ pass: false, error: what, agent: navigator.userAgent }));
}
addEventListener("error", function (event) {
  var from = event.target && (event.target.src || event.target.href);
  wrong(event.message ? event.message + " (" + event.filename + ":" + event.lineno + ")" : "not loaded: " + from);
}, true);
document.addEventListener("securitypolicyviolation", function (event) {
  wrong("the policy forbids " + event.violatedDirective + " " + event.blockedURI);
});
