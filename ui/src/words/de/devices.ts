import type { devices as english } from "../en/devices.ts";

export const devices: Readonly<Record<keyof typeof english, string>> = {
  "devices.title": "Geräte",
  "devices.headline":
    "{n, plural, =0 {Kein Telefon ist verbunden.} one {Ein Telefon ist bereit zu klingeln.} other {# Telefone sind bereit zu klingeln.}}",
  "devices.ring": "Klingeln",
  "devices.ringLabel": "Klingeln: {name}",
  "devices.rang": "{name} klingelt gleich.",
  "devices.deskTitle": "Ein Tischtelefon oder einen Adapter anschließen",
  "devices.deskText":
    "Legen Sie es in den Einstellungen mit einem Namen und einem Passwort Ihrer Wahl an. Dann tragen Sie dies auf der Seite des Telefons ein.",
  "devices.host": "Server",
  "devices.port": "Port, UDP oder TCP",
  "devices.tlsPort": "Port, TLS",
  "devices.username": "Benutzername",
  "devices.password": "Passwort",
  "devices.passwordText": "wie eingestellt",
  "devices.add": "Gerät hinzufügen",
  "devices.change": "Benutzernamen und Passwörter",
};
