/**
 * Lists and records within each other. Whoever reads such data calls itself for each, and the stack
 * has an end: what strangers send is looked at before.
 */
export const isDeeper = (value: unknown, most: number): boolean =>
  typeof value === "object" &&
  value !== null &&
  (most === 0 || Object.values(value).some((part) => isDeeper(part, most - 1)));
