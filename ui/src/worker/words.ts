/** What a notification says. A worker has no page, and so only these words. */
interface CallWords {
  readonly calls: (who: string) => string;
  readonly hidden: string;
  readonly over: string;
  readonly pickUp: string;
  readonly voicemail: string;
}

const en: CallWords = {
  calls: (who) => `${who} is calling`,
  hidden: "Somebody",
  over: "The call is over",
  pickUp: "Pick up",
  voicemail: "Voicemail",
};
const de: CallWords = {
  calls: (who) => `${who} ruft an`,
  hidden: "Jemand",
  over: "Der Anruf ist vorbei",
  pickUp: "Abheben",
  voicemail: "Anrufbeantworter",
};

export const callWords = (language: unknown): CallWords => (language === "de" ? de : en);
