import type { changed as english } from "../en/changed.ts";

export const changed: Readonly<Record<keyof typeof english, string>> = {
  "changed.mode": "Der Modus ist jetzt {mode}.",
  "changed.section": "„{section}“ wurde geändert.",
  "changed.added": "{name} wurde hinzugefügt.",
  "changed.removed": "{name} wurde entfernt.",
  "changed.changed": "{name} wurde geändert.",
  "changed.renamed": "{before} heißt jetzt {name}.",
  "changed.turned": "{name} ist jetzt {yes, select, yes {an} other {aus}}.",
  "changed.order": "Die Reihenfolge wurde geändert.",
  "changed.starts": "{name} beginnt jetzt um {time}.",
  "changed.ends": "{name} endet jetzt um {time}.",
  "changed.hours": "{name} gilt jetzt von {from} bis {to}.",
  "changed.owner.name": "Ihr Name ist jetzt {value}.",
  "changed.owner.country": "Ihr Land ist jetzt {value}.",
  "changed.owner.timeZone": "Ihre Zeitzone ist jetzt {value}.",
  "changed.owner.areaCode": "Ihre Vorwahl ist jetzt {value}.",
  "changed.owner.language": "Ansagen kommen jetzt in einer anderen Sprache: {value}.",
  "changed.several":
    "{n, plural, =0 {Nichts wurde geändert.} one {Eines wurde geändert.} other {# Dinge wurden geändert.}}",
  "conflict.mine": "Was Sie geschrieben haben",
  "conflict.theirs": "Was inzwischen geändert wurde",
  "conflict.both": "Jemand anderes hat inzwischen dasselbe geändert. Was soll gelten?",
  "conflict.field": "Inzwischen wurde es in „{value}“ geändert.",
  "conflict.emptied": "Inzwischen wurde es geleert.",
  "conflict.changed": "Inzwischen hat jemand anderes dies geändert.",
  "conflict.removed":
    "Jemand anderes hat dies inzwischen entfernt. Was Sie geschrieben haben, steht noch hier.",
  "conflict.addAgain": "Wieder hinzufügen",
  "conflict.letGo": "Entfernt lassen",
};
