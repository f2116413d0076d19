/** A reader for what a parser gave: every value is asked for with the kind that it must have. */
export interface Fields {
  has(key: string): boolean;
  text(key: string): string | undefined;
  /** A whole number, not negative. */
  number(key: string): number | undefined;
  list(key: string): readonly Fields[];
  inside(key: string): Fields;
}

/** Of an object, or of the object beneath one of its keys; of nothing when there is none. */
export function field(read: unknown, key?: string): Fields {
  const at = (name: string): unknown =>
    isObject(read) && Object.hasOwn(read, name) ? read[name] : undefined;
  if (key !== undefined) return field(at(key));
  return {
    has: (name) => at(name) !== undefined,
    text(name) {
      const value = at(name);
      // the library makes numbers of words that look like numbers, and only where nothing is lost
      return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
    },
    number(name) {
      const value = Number(at(name) === "" ? Number.NaN : at(name));
      return Number.isFinite(value) && value >= 0 ? Math.floor(value) : undefined;
    },
    list(name) {
      const value = at(name);
      return Array.isArray(value) ? value.map((entry) => field(entry)) : [];
    },
    inside: (name) => field(at(name)),
  };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
