/** In German, servers that run here. */
export const hosting = {
  "hosting.title": "Der eigene Server",
  "hosting.wished": "Der eigene Server läuft auch hier",
  "hosting.here": "Er läuft hier; Telefone melden sich an Port {port} an.",
  "hosting.elsewhere":
    "Er läuft anderswo. Hier bekommt {name} einen eigenen Server in diesem Prozess, und das jetzige Passwort endet.",
  "hosting.begin": "Hier laufen lassen",
  "hosting.again": "Neuer Link für den Besitzer",
  "hosting.end": "Aufenthalt beenden",
  "hosting.endText":
    "Der Server von {name} schließt hier. Sein Ordner bleibt, und eine Einladung für einen Server anderswo wird gezeigt.",
  "hosting.out":
    "Alle Daten sind in {folder}. Ziehen Sie den Ordner um, wenn er geschlossen ist, starten Sie ringwise --data damit, und treten Sie mit dieser Einladung bei.",
  "hosting.linkFor": "Der Link für {name}",
  "hosting.once":
    "Er wird nur dieses eine Mal gezeigt und gilt einmal, eine Stunde lang. Wer ihn öffnet, besitzt den Server von {name}.",
  "hosting.port": "Telefone melden sich an Port {port} an.",
};
