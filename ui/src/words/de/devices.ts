import type { devices as english } from "../en/devices.ts";

export const devices: Readonly<Record<keyof typeof english, string>> = {
  "devices.title": "Geräte",
  "devices.headline":
    "{n, plural, =0 {Kein Telefon ist verbunden.} one {Ein Telefon ist bereit zu klingeln.} other {# Telefone sind bereit zu klingeln.}}",
  "devices.ring": "Klingeln",
  "devices.ringLabel": "Klingeln: {name}",
  "devices.rang": "{name} klingelt gleich.",
  "devices.kindIn": "{kind}, {room}",
  "devices.rungBy": "Klingelt bei {rules}",
  "devices.rungByNone": "Keine Regel lässt es klingeln",
  "devices.lastCall": "letzter Anruf {time}",
  "devices.add": "Gerät hinzufügen",
};
