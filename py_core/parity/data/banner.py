"""The fixed parts of the banner for a seller's own site: its style and its script. Data only.

The script asks nobody: it reads the browser's time zone and language, and remembers a dismissal where it may. All
texts go in as text, never as markup. `DATA` stands where the banner's JSON goes.
"""

STYLE = """\
.parity-banner{display:flex;flex-wrap:wrap;align-items:center;gap:8px 12px;margin:12px 0;padding:8px 8px 8px 14px;
border:1px solid var(--parity-line,#e4cdb8);border-radius:var(--parity-radius,10px);
background:var(--parity-background,#fff7ed);color:var(--parity-text,#2a211b);
font:var(--parity-font,15px/1.5 system-ui,sans-serif)}
.parity-banner.parity-top{position:sticky;top:0;z-index:99}
.parity-banner.parity-bottom{position:fixed;left:12px;right:12px;bottom:0;z-index:99}
.parity-banner[hidden]{display:none}
.parity-banner p{flex:1 1 240px;margin:0;color:inherit;font:inherit}
.parity-banner code{padding:1px 5px;border:1px solid;border-radius:5px;background:none;color:inherit;
font:600 .95em ui-monospace,monospace;overflow-wrap:anywhere}
.parity-banner a{padding:5px 4px;color:var(--parity-accent,#9a3412);font-weight:600;text-decoration:underline}
.parity-banner button{min-width:32px;min-height:32px;margin:0 0 0 auto;padding:0;border:0;border-radius:6px;
background:none;color:inherit;font:20px/1 system-ui,sans-serif;cursor:pointer}
.parity-banner :is(a,button):focus-visible{outline:2px solid currentColor;outline-offset:2px}
@media (prefers-color-scheme:dark){.parity-banner{border-color:var(--parity-line,#5c4636);
background:var(--parity-background,#2a211b);color:var(--parity-text,#fbeee2)}
.parity-banner a{color:var(--parity-accent,#fdba74)}}
@media (prefers-reduced-motion:no-preference){.parity-banner{animation:parity-in .25s ease-out}
@keyframes parity-in{from{opacity:0;transform:translateY(-4px)}}}
"""

SCRIPT = """\
(function () {
  var data = DATA;
  var box = document.currentScript.previousElementSibling;
  var options = Intl.DateTimeFormat().resolvedOptions();
  var zone = options.timeZone || "";
  var region = "";
  try { region = new Intl.Locale(navigator.language).region || ""; } catch (error) { region = ""; }

  function countryOfZone() {
    var cut = zone.indexOf("/");
    var lands = (data.zones[cut < 0 ? "" : zone.slice(0, cut)] || "").split("|");
    for (var i = 0; i < lands.length; i++) {
      var names = lands[i].split(" ");
      if (names.indexOf(zone.slice(cut + 1), 1) > 0) return names[0];
    }
    return "";
  }
  function country() {
    if ((data.shared[zone] || "").split(" ").indexOf(region) >= 0 && region) return region;
    var placeless = /^(Etc\\/.*|UTC|UCT|GMT([+-]?0)?|Greenwich|Universal|Zulu|[CEMW]ET|[EMH]ST|[ECMP]ST\\d.DT)?$/;
    return placeless.test(zone) ? region : countryOfZone();
  }
  function offerFor(land) {
    var groups = data.offers.split("|");
    for (var i = 0; i < groups.length; i++) {
      var cut = groups[i].indexOf(" "), off = groups[i].slice(0, cut);
      var codes = groups[i].slice(cut + 1).split(",");
      for (var j = 0; j < codes.length; j++) {
        var parts = codes[j].split(" ");
        if (parts.indexOf(land, 1) > 0) return { code: parts[0].replace("$", land).replace("%", off), off: off };
      }
    }
    return null;
  }
  function add(parent, tag, text) {
    var made = document.createElement(tag);
    made.textContent = text;
    return parent.appendChild(made);
  }
  var land = country(), offer = offerFor(land), key = "parity-banner " + data.address;
  if (!offer) return;
  try { if (localStorage.getItem(key) === offer.code) return; } catch (error) { /* not allowed here: show it */ }
  var name = land;
  try { name = new Intl.DisplayNames([data.language], { type: "region" }).of(land); } catch (error) { name = land; }

  var flag = add(box, "span", land.replace(/./g, function (letter) {
    return String.fromCodePoint(letter.charCodeAt(0) + 127397);
  }));
  flag.setAttribute("aria-hidden", "true");
  var line = add(box, "p", "");
  data.line.split(/\\{(country|code|off)\\}/).forEach(function (part, at) {
    if (at % 2 === 0) line.appendChild(document.createTextNode(part));
    else if (part === "code") add(line, "code", offer.code);
    else line.appendChild(document.createTextNode(part === "off" ? offer.off : name));
  });
  add(box, "a", data.link).href = data.address + "/" + encodeURIComponent(offer.code);
  var button = add(box, "button", "\\u00d7");
  button.type = "button";
  button.setAttribute("aria-label", data.close);
  function dismiss() {
    box.hidden = true;
    try { localStorage.setItem(key, offer.code); } catch (error) { /* forgotten with the page */ }
  }
  button.addEventListener("click", dismiss);
  box.addEventListener("keydown", function (event) { if (event.key === "Escape") dismiss(); });
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", data.label);
  box.lang = data.language;
  box.hidden = false;
})();
"""
