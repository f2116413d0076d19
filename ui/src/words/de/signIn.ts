import type { signIn as english } from "../en/signIn.ts";

export const signIn: Readonly<Record<keyof typeof english, string>> = {
  "signIn.title": "Anmelden",
  "signIn.headline": "Willkommen zurück.",
  "signIn.password": "Passwort",
  "signIn.submit": "Anmelden",
  "signIn.passkey": "Mit einem Passkey anmelden",
  "signIn.useCode": "Einen Wiederherstellungscode benutzen",
  "signIn.usePassword": "Das Passwort benutzen",
  "signIn.code": "Wiederherstellungscode",
  "signIn.codeHint": "drei Gruppen zu vier; jeder gilt einmal",
  "signIn.lost":
    "Alles verloren? Wer Zugang zum Rechner hat, druckt mit <em>npx ringwise setup-link</em> einen neuen Link.",
  "signIn.wrong": "Das passte nicht.",
  "signIn.wait": "Zu viele Versuche von hier. Warten Sie ein wenig.",
  "signIn.cancelled": "Der Passkey wurde nicht benutzt.",
};
