import type { backups as english } from "../en/backups.ts";

export const backups: Readonly<Record<keyof typeof english, string>> = {
  "settings.tab.backups": "Sicherungen",
  "backups.title": "Sicherungen",
  "backups.text":
    "Jede enthält den ganzen Haushalt: Einstellungen, Anrufe, Nachrichten, Ansagen, Mitschnitte und Schlüssel. Sie liegen im Datenordner; laden Sie ab und zu eine herunter und bewahren Sie sie anderswo auf.",
  "backups.make": "Jetzt eine machen",
  "backups.makeOpen": "Unversiegelt machen",
  "backups.makeSealed": "Versiegelt machen",
  "backups.made": "Die Sicherung ist gemacht.",
  "backups.passphrase": "Passphrase (wenn sie versiegelt sein soll)",
  "backups.passphrase.hint":
    "Ohne sie kann jeder alles lesen, der die Datei hat. Eine versiegelte öffnet ohne ihre Passphrase niemand, auch Sie nicht.",
  "backups.none": "Noch keine Sicherung.",
  "backups.line":
    "{kind, select, nightly {Aus der Nacht} made {Hier gemacht} other {Von anderswo}} · {age} · {size}",
  "backups.age":
    "{unit, select, now {gerade eben} minutes {{n, plural, one {vor einer Minute} other {vor # Minuten}}} hours {{n, plural, one {vor einer Stunde} other {vor # Stunden}}} other {{n, plural, one {vor einem Tag} other {vor # Tagen}}}}",
  "backups.size": "{unit, select, kB {{n, number} kB} MB {{n, number} MB} other {{n, number} GB}}",
  "backups.sealed": "Mit einer Passphrase versiegelt",
  "backups.open": "Nicht versiegelt: wer die Datei hat, kann sie lesen",
  "backups.look": "Hineinsehen",
  "backups.lookLabel": "Hineinsehen: Sicherung vom {moment}",
  "backups.more": "Mehr zur Sicherung vom {moment}",
  "backups.download": "Herunterladen",
  "backups.bring": "Eine von anderswo bringen",
  "backups.bringing": "Sie wird hierher gebracht.",
  "backups.brought": "Sie ist jetzt hier. Sehen Sie hinein, bevor Sie sie zurückholen.",
  "backups.remove": "Löschen",
  "backups.removeTitle": "Die Sicherung vom {moment} löschen?",
  "backups.removeText":
    "Der Haushalt bleibt, wie er ist. Diese Sicherung ist von hier aus nicht wiederzubekommen.",
  "backups.removeSure": "Sicherung löschen",
  "backups.removed": "Die Sicherung vom {moment} ist gelöscht.",
  "backups.keepIt": "Behalten",
  "backups.inside": "Sicherung vom {moment}",
  "backups.passphraseOf": "Ihre Passphrase",
  "backups.unseal": "Öffnen",
  "backups.holds":
    "{owner, select, none {Ein Haushalt ohne Namen} other {Der Haushalt von {owner}}}, {n, plural, =0 {noch ohne etwas darin} other {mit {parts}}}.",
  "backups.count":
    "{what, select, people {{n, plural, one {einer Person} other {# Personen}}} devices {{n, plural, one {einem Gerät} other {# Geräten}}} accounts {{n, plural, one {einem Konto} other {# Konten}}} calls {{n, plural, one {einem Anruf} other {# Anrufen}}} messages {{n, plural, one {einer Nachricht} other {# Nachrichten}}} greetings {{n, plural, one {einer Ansage} other {# Ansagen}}} other {{n, plural, one {einem Mitschnitt} other {# Mitschnitten}}}}",
  "backups.effect":
    "Zurückgeholt tritt all das an die Stelle dessen, was jetzt hier ist, auch wer sich anmelden darf. Laufende Gespräche enden, und das Telefon ist einen Augenblick weg.",
  "backups.aside":
    "Was jetzt hier ist, geht nicht verloren: es wird im Datenordner beiseitegelegt.",
  "backups.restore": "Diesen Haushalt zurückholen",
  "backups.leave": "Alles lassen, wie es ist",
  "backups.coming": "Der Haushalt kommt zurück. Diese Seite beginnt von neuem, sobald er da ist.",
  "backups.nights": "Von selbst",
  "backups.nightly": "Jede Nacht um drei eine machen",
  "backups.keep": "Nächte, die bleiben",
  "backups.keep.hint": "1 bis 60; ältere der Nacht werden gelöscht",
  "backups.nightPassphrase": "Ihre Passphrase",
  "backups.nightPassphrase.hint": "Ohne sie sind sie nicht versiegelt.",
};
