/** In German, what users may do. */
export const tiers = {
  "tiers.add": "Stufe hinzufügen",
  "tiers.idHint": "Buchstaben, Ziffern, Punkte und Striche",
  "tiers.users": "{n, plural, =0 {niemand ist darin} one {# Teilnehmer} other {# Teilnehmer}}",
  "tiers.callsLabel": "Sie dürfen anrufen",
  "tiers.calls":
    "{calls, select, members {Nur die anderen Teilnehmer} usual {Auch Nummern im Inland} other {Überallhin, auch ins Ausland und zu teuren Nummern}}",
  "tiers.channelsLabel": "Anrufe zugleich, je Teilnehmer",
  "tiers.channels":
    "{n, plural, =0 {Keine Anrufe} one {# Anruf zugleich je Teilnehmer} other {# Anrufe zugleich je Teilnehmer}}",
};
