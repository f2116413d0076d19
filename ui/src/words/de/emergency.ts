import type { emergency as english } from "../en/emergency.ts";

/** Notrufe und Vertrauen, auf Deutsch. */
export const emergency: Readonly<Record<keyof typeof english, string>> = {
  "help.place": "Wo dieses Haus ist",
  "help.place.set": "Angeben",
  "help.place.none":
    "Kein Ort ist angegeben. Wer einen Notruf von hier annimmt, erfährt von Ihrem Ort nur, was Sie sagen.",
  "help.place.told": "{accounts} erfährt es, bei einem Notruf und sonst nie.",
  "help.place.toldNobody":
    "Noch erfährt es kein Konto: Jedes hat einen Schalter dafür, wenn sein Anbieter es will.",
  "help.place.accounts": "Konten",
  "help.place.changed": "Wo dieses Haus ist, wurde geändert.",
  "help.address.street": "Straße",
  "help.address.house": "Hausnummer",
  "help.address.postalCode": "Postleitzahl",
  "help.address.city": "Ort",
  "help.address.region": "Bundesland oder Kanton",
  "help.address.place": "Name des Hauses",
  "help.address.floor": "Stockwerk",
  "help.address.room": "Wohnung oder Zimmer",
  "help.point": "Auf der Karte",
  "help.point.hint": "Breite und Länge, wie eine Karte sie gibt: 52.5163, 13.3777",
  "help.point.wrong": "Zwei Zahlen mit Komma dazwischen: 52.5163, 13.3777",
  "help.radius": "Auf so viele Meter genau",
  "help.radius.hint": "wenn Sie es wissen",
  "help.leaves": "Wenn jetzt jemand Hilfe riefe",
  "help.test.is":
    "Wählen Sie {number} an irgendeinem Telefon, um dasselbe zu hören. Das probiert den Weg und ruft niemanden an.",
  "help.test.none": "Mit einer Probenummer, unten, kann jedes Telefon des Hauses dasselbe fragen.",
  "help.numbers": "Nummern, die Hilfe rufen",
  "help.numbers.text":
    "Die Ihres Landes, und überall 112 und 911. Keine Regel, keine Grenze, kein Modus und keine besetzte Leitung steht ihnen im Weg.",
  "help.numbers.changed": "Die Nummern, die Hilfe rufen, wurden geändert.",
  "help.own": "Außerdem",
  "help.own.hint": "eigene Nummern, mit Kommas dazwischen",
  "help.test": "Probenummer",
  "help.test.hint": "etwa 933; sie ruft niemanden an",
  "help.service.police": "Polizei",
  "help.service.fire": "Feuerwehr",
  "help.service.ambulance": "Rettung",
  "help.told": "Wer es erfährt",
  "help.told.text":
    "Sobald ein Notruf angenommen ist, werden diese Personen angerufen und erfahren davon, höchstens dreimal.",
  "help.told.nobody": "Noch hat niemand in Ihrer Familie oder unter Ihren Favoriten eine Nummer.",
  "help.told.changed": "Wer von einem Notruf erfährt, wurde geändert.",
  "help.shows": "Wer hilft, ruft zurück unter",
  "trust.what":
    "Anbieter können unterschreiben, wer anruft. Mit den Zertifikaten derer, denen Ihr Land vertraut, sieht dieser Server, ob eine Unterschrift gut ist; Regeln können dann fragen, ob für eine Nummer gebürgt wird, und ohne sie gilt nie eine Nummer als geprüft.",
  "trust.title": "Wem Sie glauben, dass er für Anrufer bürgt",
  "trust.none": "Niemandem. Darum wird kein Anruf geprüft und für keine Nummer gebürgt.",
  "trust.authority": "{valid, select, yes {bis {until}} other {seit {until} nicht mehr gültig}}",
  "trust.notAuthority": "darf nicht für andere bürgen",
  "trust.add": "Datei wählen",
  "trust.paste": "Oder die Zertifikate einfügen",
  "trust.paste.hint": "PEM, eines nach dem anderen, wie die Stelle Ihres Landes sie nennt",
  "trust.replace": "Was Sie speichern, tritt an die Stelle derer oben.",
  "trust.clear": "Niemandem glauben",
  "trust.cleared": "Niemandem wird jetzt geglaubt, dass er für Anrufer bürgt.",
  "trust.changed": "Wem Sie glauben, dass er für Anrufer bürgt, wurde geändert.",
  "trust.wait": "Ein Anruf wartet höchstens so viele Sekunden darauf",
  "trust.wait.hint": "0,5 bis 5; dann geht er weiter, als hätte niemand unterschrieben",
  "trust.waitChanged": "Wie lange ein Anruf auf seine Unterschrift wartet, wurde geändert.",
  "trust.carriers": "Anbieter, die für Sie prüfen",
  "trust.carriers.text":
    "Manche Anbieter prüfen Unterschriften selbst und sagen es in jedem Anruf. Bei denen, welchen Sie glauben, zählt, was sie sagen.",
  "trust.carriers.none": "Noch gibt es kein Konto.",
  "trust.believed":
    "{yes, select, yes {{account} wird über Anrufer geglaubt.} other {{account} wird über Anrufer nicht mehr geglaubt.}}",
  "trust.rules": "Regeln, die danach fragen",
  "trust.rules.none":
    "Noch fragt keine Regel, ob für eine Nummer gebürgt wird. Das ist eine Bedingung von Regeln, unter Anrufregeln.",
};
