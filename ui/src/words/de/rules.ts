import type { rules as english } from "../en/rules.ts";

export const rules: Readonly<Record<keyof typeof english, string>> = {
  "rule.sentence":
    "Wenn <emWho>{who}</emWho> {kind, select, many {anrufen} other {anruft}}, {when, select, any {<emWhen>egal wann</emWhen>} other {<emWhen>{when}</emWhen>}}: <emWhat>{what}</emWhat>.",
  "rule.always": "Für <emWho>alle anderen</emWho>: <emWhat>{what}</emWhat>.",
  "rule.nothing": "Nichts tun",
  "rule.anyone": "irgendwer",
  "rule.but": "{who} außer {but}",
  "rule.prefix": "Nummern mit {prefix} am Anfang",
  "rule.when.caller": "{yes, select, yes {wenn es} other {außer wenn es}} {who} ist",
  "rule.when.called": "{yes, select, yes {auf} other {auf einer anderen Nummer als}} {number}",
  "rule.when.via": "{yes, select, yes {über} other {nicht über}} {account}",
  "rule.when.during": "{yes, select, yes {während} other {außerhalb von}} „{time}“",
  "rule.when.mode": "{yes, select, yes {solange} other {außer wenn}} die Betriebsart „{mode}“ gilt",
  "rule.when.device":
    "{yes, select, yes {solange} other {außer wenn}} {device} {state, select, idle {frei ist} ringing {klingelt} busy {im Gespräch ist} other {nicht verbunden ist}}",
  "rule.when.attested":
    "{yes, select, yes {} other {nicht }}{level, select, failed {mit einer Nummer, deren Unterschrift nicht gilt} none {mit einer Nummer, für die niemand bürgt} other {mit einer Nummer, für die ihr Netz bürgt ({level})}}",
  "rule.when.before":
    "{yes, select, yes {von einem früheren Anruf bekannt} other {von keinem früheren Anruf bekannt}}",
  "rule.when.again":
    "{yes, select, yes {noch einmal} other {nicht noch einmal}} binnen {minutes, plural, one {einer Minute} other {# Minuten}}",
  "rule.when.always": "{yes, select, yes {egal wann} other {nie}}",
};
