/** Einstellungen → Mitteilungen, auf Deutsch. */
import type { notifications as english } from "../en/notifications.ts";

export const notifications: Record<keyof typeof english, string> = {
  "settings.tab.notifications": "Mitteilungen",
  "notifications.title": "Wenn jemand anruft",
  "notifications.why":
    "Auch wenn keine Seite offen ist, kann dieser Browser melden, dass jemand anruft. Wer anruft, hört bis zu zwölf Sekunden das Freizeichen, während Sie die Seite öffnen.",
  "notifications.state.on": "Dieser Browser meldet, wenn jemand anruft.",
  "notifications.state.off": "Dieser Browser bleibt still, wenn keine Seite offen ist.",
  "notifications.state.denied":
    "Mitteilungen sind für diese Seite gesperrt. Erlauben Sie sie in den Einstellungen des Browsers für diese Website und kommen Sie dann wieder.",
  "notifications.state.noTelephone":
    "Dieser Browser ist kein Telefon. Sagen Sie zuerst, welches Telefon er ist.",
  "notifications.state.unable": "Dieser Browser kann keine Mitteilungen zeigen.",
  "notifications.state.appleTab":
    "Legen Sie diese Seite zuerst mit „Teilen“ auf den Home-Bildschirm und öffnen Sie sie von dort.",
  "notifications.state.insecure":
    "Diese Seite kam unverschlüsselt, und dann zeigt kein Browser Mitteilungen. Öffnen Sie sie mit https.",
  "notifications.state.framed":
    "Innerhalb einer anderen Seite zeigt kein Browser Mitteilungen. Öffnen Sie diese Seite in einem eigenen Tab.",
  "notifications.turnOn": "Einschalten",
  "notifications.turnOff": "Ausschalten",
  "notifications.failed":
    "Das hat nicht geklappt: Der Push-Dienst des Browsers oder Ihr Server war nicht zu erreichen. Versuchen Sie es später noch einmal.",
  "notifications.leaves":
    "Wer anruft, geht verschlüsselt durch den Push-Dienst Ihres Browsers; er sieht nur, wann etwas kommt und woher.",
};
