/**
 * A text of somebody else's, fit for a display, a journal and a page: one line, without controls and
 * without the invisible marks that turn its direction or hide within it, and no longer than `longest`.
 */
export const plainText = (text: string, longest: number): string =>
  text
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, longest)
    .trim();
