/**
 * Which recording says what: every key that the program may play, with its words. The sounds are
 * rendered from this list into `sounds/LANGUAGE/KEY.wav`; what the owner re-records replaces the
 * sound, never the words. Sentences with a number in them are put together from several.
 */

import { midCallSentences } from "#telephony/services/midCallPrompts.ts";
import { serviceSentences } from "#telephony/services/servicePrompts.ts";

export type Language = "en" | "de";
export const languages: readonly Language[] = ["en", "de"];

export type Words = Readonly<Record<Language, string>>;

/** Sounds that say nothing and are the same in every language: one sine of this length. */
export const signals = {
  /** After the greeting: the recording runs. */
  beep: { hz: 1000, ms: 400 },
} as const;

const say = (en: string, de: string): Words => ({ en, de });

const sentences = {
  greeting: say(
    "You have reached a telephone that nobody can answer at the moment. Please leave a message after the tone.",
    "An diesem Telefon kann im Augenblick niemand abheben. Bitte sprechen Sie nach dem Ton.",
  ),
  "greeting-asleep": say(
    "It is late here and nobody will come to the telephone. Please leave a message after the tone.",
    "Es ist spät, und niemand kommt mehr ans Telefon. Bitte sprechen Sie nach dem Ton.",
  ),
  "greeting-away": say(
    "Nobody is at home for a while. Please leave a message after the tone.",
    "Für einige Zeit ist niemand zu Hause. Bitte sprechen Sie nach dem Ton.",
  ),

  "messages-you-have": say("You have", "Sie haben"),
  "messages-new-one": say("new message.", "neue Nachricht."),
  "messages-new-many": say("new messages.", "neue Nachrichten."),
  "messages-no-new": say("You have no new messages.", "Sie haben keine neuen Nachrichten."),
  "messages-none": say("There are no messages.", "Es gibt keine Nachrichten."),
  "messages-menu": say(
    "To hear your messages, press 1. For those you have kept, press 2. For your greetings, press 3. To leave, press the hash key.",
    "Um Ihre Nachrichten zu hören, drücken Sie die 1. Für die behaltenen die 2. Für Ihre Begrüßungen die 3. Zum Beenden die Raute.",
  ),
  "messages-choice": say(
    "To hear it again, press 1. To call back, press 2. To delete it, press 7. To send it to somebody, press 8. To keep it, press 9. For the menu, press star.",
    "Zum Wiederholen drücken Sie die 1. Zum Zurückrufen die 2. Zum Löschen die 7. Zum Weiterleiten die 8. Zum Behalten die 9. Für das Menü den Stern.",
  ),
  "messages-deleted": say(
    "Deleted. To bring it back, press 0.",
    "Gelöscht. Zum Zurückholen drücken Sie die 0.",
  ),
  "messages-restored": say("It is back.", "Sie ist wieder da."),
  "messages-kept": say("Kept.", "Behalten."),
  "messages-no-saved": say("No messages are kept.", "Es sind keine Nachrichten behalten."),
  "messages-no-call-back": say(
    "Nobody can be called back from here.",
    "Von hier ist kein Rückruf möglich.",
  ),
  "messages-send-to": say(
    "Please key the number of whoever shall have it, then the hash key.",
    "Bitte geben Sie die Nummer des Empfängers ein, dann die Raute.",
  ),
  "messages-sent-mail": say("It goes there by e-mail.", "Sie geht dorthin als E-Mail."),
  "messages-sent-telephone": say(
    "They are called, and hear it.",
    "Dort wird angerufen und sie wird vorgespielt.",
  ),
  "messages-not-sent": say("That is not possible.", "Das ist nicht möglich."),
  "messages-for-you": say(
    "This is the telephone of the house. Here is a message for you.",
    "Hier ist das Telefon des Hauses. Es gibt eine Nachricht für Sie.",
  ),
  "messages-end": say("No more messages.", "Keine weiteren Nachrichten."),
  "messages-wrong-key": say("That key does nothing here.", "Diese Taste hat hier keine Bedeutung."),
  "messages-lost": say(
    "This message cannot be played.",
    "Diese Nachricht kann nicht abgespielt werden.",
  ),
  "pin-ask": say("Your PIN please, then the hash key.", "Bitte Ihre PIN, dann die Raute."),
  "pin-wrong": say("That is not right.", "Das stimmt nicht."),
  "own-greetings": say(
    "For the usual greeting, press 1. For the one when you are asleep, press 2. For the one when you are away, press 3. For the menu, press star.",
    "Für die übliche Begrüßung drücken Sie die 1. Für die zur Nacht die 2. Für die bei Abwesenheit die 3. Für das Menü den Stern.",
  ),
  "own-greeting-choice": say(
    "To hear it again, press 1. To record it anew, press 2. To go back to the one that was supplied, press 7. For the menu, press star.",
    "Zum Wiederholen drücken Sie die 1. Zum Aufnehmen die 2. Für die mitgelieferte die 7. Für das Menü den Stern.",
  ),
  "own-greeting-speak": say(
    "Please speak after the tone, and press the hash key at the end.",
    "Bitte sprechen Sie nach dem Ton, und drücken Sie am Ende die Raute.",
  ),
  "own-greeting-review": say(
    "To keep this, press 1. To record it again, press 2. For the menu, press star.",
    "Zum Behalten drücken Sie die 1. Für eine neue Aufnahme die 2. Für das Menü den Stern.",
  ),
  "own-greeting-kept": say("The greeting is in use.", "Die Begrüßung gilt jetzt."),
  "own-greeting-removed": say(
    "The greeting that was supplied is in use.",
    "Es gilt die mitgelieferte Begrüßung.",
  ),
  "own-greeting-none": say("Nothing was heard.", "Es war nichts zu hören."),
  goodbye: say("Goodbye.", "Auf Wiederhören."),

  unavailable: say(
    "The telephone that you have called cannot be reached at the moment. Please try again later.",
    "Das Telefon, das Sie angerufen haben, ist im Augenblick nicht erreichbar. Bitte versuchen Sie es später noch einmal.",
  ),
  "not-in-service": say(
    "The number that you have dialled is not in service. Please check the number and dial again.",
    "Diese Rufnummer ist nicht vergeben. Bitte prüfen Sie die Nummer und wählen Sie noch einmal.",
  ),
  busy: say(
    "The telephone that you have called is in use. Please try again later.",
    "Das Telefon, das Sie angerufen haben, ist besetzt. Bitte versuchen Sie es später noch einmal.",
  ),
  closed: say(
    "You are calling outside our hours. Please try again later.",
    "Sie rufen außerhalb unserer Zeiten an. Bitte versuchen Sie es später noch einmal.",
  ),
  "call-back": say(
    "I cannot talk just now. I will call you back.",
    "Ich kann gerade nicht sprechen. Ich rufe zurück.",
  ),
  "not-allowed": say(
    "Calls to this number are not allowed from this telephone.",
    "Anrufe zu dieser Nummer sind von diesem Telefon nicht erlaubt.",
  ),
  "no-account": say(
    "No calls to the outside can be made yet. Please add an account.",
    "Es sind noch keine Anrufe nach außen möglich. Bitte richten Sie ein Konto ein.",
  ),
  "emergency-test": say(
    "This is a test. Your telephone can place emergency calls.",
    "Dies ist ein Test. Ihr Telefon kann Notrufe absetzen.",
  ),

  "echo-begins": say("You will now hear your own voice.", "Sie hören jetzt Ihre eigene Stimme."),
  "test-call": say(
    "This is a test call. Nobody is at the other end.",
    "Dies ist ein Testanruf. Am anderen Ende ist niemand.",
  ),
  "attendant-call": say("There is a call for you.", "Es gibt einen Anruf für Sie."),
  "attendant-take": say(
    "To take it, press 1. To decline, press 2. To send it to the mailbox, press 3.",
    "Zum Annehmen drücken Sie die 1. Zum Ablehnen die 2. Für den Anrufbeantworter die 3.",
  ),
  "attendant-screened": say(
    "To take the call, press 1. For the mailbox, press 2. To block the caller, press 3. To ask again, press 4.",
    "Zum Annehmen drücken Sie die 1. Für den Anrufbeantworter die 2. Zum Sperren des Anrufers die 3. Um noch einmal zu fragen, die 4.",
  ),
  "screen-ask": say(
    "Before you are put through, please say your name and why you are calling, after the tone.",
    "Bevor Sie verbunden werden, nennen Sie bitte nach dem Ton Ihren Namen und den Grund Ihres Anrufs.",
  ),
  "screen-again": say(
    "Please say once more, after the tone, who you are and why you are calling.",
    "Bitte sagen Sie nach dem Ton noch einmal, wer Sie sind und warum Sie anrufen.",
  ),
  "screen-digits": say(
    "To be put through, please press these keys:",
    "Um verbunden zu werden, drücken Sie bitte diese Tasten:",
  ),
  "dial-extension": say(
    "Hello. Please dial the extension of the person you wish to reach.",
    "Guten Tag. Bitte wählen Sie die Nebenstelle der Person, die Sie erreichen möchten.",
  ),
  "dial-extension-operator": say(
    "Hello. Please dial the extension of the person you wish to reach, or zero for assistance.",
    "Guten Tag. Bitte wählen Sie die Nebenstelle der Person, die Sie erreichen möchten, oder die Null für Hilfe.",
  ),
  "reached-unknown": say("There is no such extension.", "Diese Nebenstelle gibt es nicht."),
  "reached-busy": say("That extension is busy.", "Diese Nebenstelle ist besetzt."),
  "reached-nobody": say("Nobody can be reached there.", "Dort ist niemand zu erreichen."),
  "screen-wait": say("Thank you. One moment, please.", "Danke. Einen Augenblick bitte."),

  "from-hidden": say("From a caller who is not shown.", "Von einem Anrufer ohne Kennung."),
  from: say("From", "Von"),
  today: say("Today", "Heute"),
  yesterday: say("Yesterday", "Gestern"),
  "days-ago": say("days ago", "Tage alt"),
  at: say("at", "um"),
  "o-clock": say("o'clock", "Uhr"),
  am: say("a m", "Uhr vormittags"),
  pm: say("p m", "Uhr nachmittags"),
  plus: say("plus", "plus"),
  star: say("star", "Stern"),
  hash: say("hash", "Raute"),
} as const;

const weekdays = {
  monday: say("Monday", "Montag"),
  tuesday: say("Tuesday", "Dienstag"),
  wednesday: say("Wednesday", "Mittwoch"),
  thursday: say("Thursday", "Donnerstag"),
  friday: say("Friday", "Freitag"),
  saturday: say("Saturday", "Samstag"),
  sunday: say("Sunday", "Sonntag"),
} as const;

/** Counts, hours and minutes; `number-0` to `number-9` are the digits of telephone numbers too. */
export const largestNumber = 59;
const numbers: Readonly<Record<string, Words>> = {
  ...Object.fromEntries(
    Array.from({ length: largestNumber + 1 }, (_, n) => [`number-${n}`, say(`${n}`, `${n}`)]),
  ),
  // Before a noun German bends it: "eine Nachricht".
  "number-1-feminine": say("1", "eine"),
  "number-more": say("more than 59", "mehr als 59"),
};

export type PromptKey =
  | keyof typeof sentences
  | keyof typeof serviceSentences
  | keyof typeof midCallSentences
  | keyof typeof weekdays
  | `number-${string}`;

/** Every key that is spoken, and what it says. */
export const prompts: Readonly<Record<string, Words>> = {
  ...sentences,
  ...serviceSentences,
  ...midCallSentences,
  ...weekdays,
  ...numbers,
};

/** A number as the end of a list that is played: one key. */
export const spokenNumber = (n: number): PromptKey =>
  n <= largestNumber ? `number-${Math.max(0, Math.trunc(n))}` : "number-more";

/** "You have 3 new messages." */
export function spokenCount(fresh: number): readonly PromptKey[] {
  if (fresh === 0) return ["messages-no-new"];
  if (fresh === 1) return ["messages-you-have", "number-1-feminine", "messages-new-one"];
  return ["messages-you-have", spokenNumber(fresh), "messages-new-many"];
}
