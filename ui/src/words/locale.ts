/** "de" of "de-AT". */
export const languageOf = (locale: string): string => locale.split("-")[0] ?? locale;

/** The language with the reader's own region, which decides how dates and times are written. */
export const localeOf = (language: string, browser: readonly string[]): string =>
  browser.find((one) => languageOf(one) === language) ?? language;

const fromTheRight = ["ar", "fa", "he", "ur"];
export const directionOf = (locale: string): "rtl" | "ltr" =>
  fromTheRight.includes(languageOf(locale)) ? "rtl" : "ltr";
