/** In German, what every page says. */
export const shared = {
  "op.name": "Vermittlung",
  "op.users": "Teilnehmer",
  "op.calls": "Anrufe",
  "op.trunks": "Leitungen",
  "op.audit": "Protokoll",
  "op.signOut": "Abmelden",
  "op.main": "Hauptbereich",
  "op.state":
    "{there, plural, one {# Teilnehmer da} other {# Teilnehmer da}}, {calls, plural, =0 {gerade keine Anrufe} one {gerade # Anruf} other {gerade # Anrufe}}",
  "op.privacy": "Sie sehen, dass ein Anruf zugestellt wurde. Was danach geschah, sehen Sie nicht.",
  "op.tiers": "Stufen",
  "op.settings": "Einstellungen",
  "change.save": "Speichern",
  "change.cancel": "Abbrechen",
  "change.change": "Ändern",
  "change.changeOf": "{of} ändern",
  "change.conflict":
    "Jemand anders hat das inzwischen geändert; von Ihnen wurde nichts gespeichert.",
  "change.again": "Zeigen, wie es jetzt ist",
};
