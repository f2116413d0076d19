/** What plain data must look like to be taken for one of ours. */
export type Check = (value: unknown) => boolean;

/** No offer of a browser is as long, nor any text that is said here. */
const longestText = 80 * 1024;
const mostEntries = 1000;

export const text: Check = (value) => typeof value === "string" && value.length <= longestText;
export const number: Check = (value) => typeof value === "number" && Number.isFinite(value);
export const count: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
export const flag: Check = (value) => typeof value === "boolean";
export const thing: Check = (value) =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const oneOf =
  (...words: readonly unknown[]): Check =>
  (value) =>
    words.includes(value);

export const listOf =
  (each: Check): Check =>
  (value) =>
    Array.isArray(value) && value.length <= mostEntries && value.every(each);

/** A field that may be missing. */
export const maybe =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

/** With these fields; others are let be. */
export const shape =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    thing(value) &&
    Object.entries(fields).every(([name, check]) =>
      check((value as Record<string, unknown>)[name]),
    );

/** One of several, told apart by the word in that field. */
export const variant =
  (by: string, cases: Readonly<Record<string, Check>>): Check =>
  (value) => {
    if (!thing(value)) return false;
    const word = (value as Record<string, unknown>)[by];
    return typeof word === "string" && Object.hasOwn(cases, word) && cases[word]?.(value) === true;
  };
