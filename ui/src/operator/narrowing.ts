/** What an operator refuses, as a form holds it. Pure. */
type Json = Readonly<Record<string, unknown>>;

/** Conditions with one blank at most; all others are shown, and kept as they are. */
export const kinds = ["always", "hidden", "caller", "called", "via", "attested"] as const;
export type Kind = (typeof kinds)[number];

/** By which key a condition says whom it means. */
const blanks = { caller: "like", called: "number", via: "trunk", attested: "level" } as const;
type Blank = keyof typeof blanks;
const hasBlank = (kind: string): kind is Blank => kind in blanks;

export interface RuleDraft {
  readonly key: number;
  readonly does: "accept" | "reject";
  readonly kind: Kind | "kept";
  readonly value: string;
  /** As it was. */
  readonly was?: Json;
}

export const attestations = ["A", "B", "C", "failed", "none"] as const;

export const emptyRule = (key: number): RuleDraft => ({
  ...{ key, does: "reject", kind: "caller", value: "" },
});

export const takesValue = (kind: RuleDraft["kind"]): boolean => hasBlank(kind);

export function draftOf(rule: Json, key: number): RuleDraft {
  const when = (rule["when"] ?? {}) as Json;
  const kind = kinds.find((one) => one === when["is"]) ?? "kept";
  const does = rule["do"] === "accept" ? "accept" : "reject";
  const value = hasBlank(kind) ? String(when[blanks[kind]] ?? "") : "";
  return { key, does, kind, value, was: rule };
}

/** What is not in the form (a cause, a condition of several parts) stays. */
export function ruleOf({ does, kind, value, was }: RuleDraft): Json {
  const { when, cause } = was ?? {};
  const said = { ...(does === "reject" && cause !== undefined && { cause }), do: does };
  if (kind === "kept") return { ...said, when };
  const level = kind === "attested" && value === "" ? "failed" : value;
  const blank = hasBlank(kind) ? { [blanks[kind]]: tidy(kind, level) } : {};
  return { ...said, when: { is: kind, ...blank } };
}

/** Numbers as people write them are numbers; names and addresses stay. */
const tidy = (kind: Blank, value: string): string =>
  /^[+\d\s()./*-]+$/.test(value) && (kind === "caller" || kind === "called")
    ? value.replaceAll(/[\s()./-]/g, "")
    : value.trim();
