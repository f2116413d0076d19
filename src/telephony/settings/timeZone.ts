import { remembered } from "#kit/remembered.ts";

/** True for a zone this runtime knows by name. Asked of every document, and dear to find out. */
export const isTimeZone = remembered(50, (name): boolean => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false; // the only way Intl tells
  }
});
