/** Which calls are shown, as the address says it and as the API is asked. */

export const kinds = [
  "all",
  "missed",
  "answered",
  "message",
  "out",
  "rejected",
  "forwarded",
] as const;
export const callers = ["anyone", "contacts", "unknown", "hidden", "family", "favourites"] as const;
export const spans = ["ever", "today", "week", "month", "lastMonth"] as const;

export type Kind = (typeof kinds)[number];
export type Span = (typeof spans)[number];

export interface Wanted {
  readonly kind: Kind;
  /** A group, `person:ID`, or the numbers of somebody else with commas between. */
  readonly who: string;
  readonly span: Span;
}

const oneOf = <T extends string>(all: readonly T[], text: string | null): T | undefined =>
  all.find((one) => one === text);

/** Numbers, or somebody of the settings. */
const isOne = /^(\+?[0-9*#]{1,20}(,\+?[0-9*#]{1,20}){0,19}|person:[\w.-]{1,64})$/;

export function wantedIn(params: URLSearchParams): Wanted {
  const who = params.get("who") ?? "anyone";
  return {
    kind: oneOf(kinds, params.get("kind")) ?? "all",
    who: oneOf(callers, who) ?? (isOne.test(who) ? who : "anyone"),
    span: oneOf(spans, params.get("when")) ?? "ever",
  };
}

/** What is as usual is not said. */
export function paramsOf({ kind, who, span }: Wanted): Record<string, string> {
  return {
    ...(kind !== "all" && { kind }),
    ...(who !== "anyone" && { who }),
    ...(span !== "ever" && { when: span }),
  };
}

export interface Asked {
  readonly direction?: "in" | "out";
  readonly outcome?: "answered" | "missed" | "message" | "forwarded" | "rejected";
  readonly who?: string;
  readonly since?: number;
  readonly until?: number;
}

/** `now` in the reader's own time; days begin at midnight, months on their first. */
export function askedFor({ kind, who, span }: Wanted, now: Date): Asked {
  return {
    ...outcomes[kind],
    ...(who !== "anyone" && { who }),
    ...spanOf(span, now),
  };
}

/** Missed are those that came in: who did not answer the owner is another thing. */
const outcomes: Readonly<Record<Kind, Asked>> = {
  all: {},
  missed: { direction: "in", outcome: "missed" },
  answered: { direction: "in", outcome: "answered" },
  message: { outcome: "message" },
  out: { direction: "out" },
  rejected: { outcome: "rejected" },
  forwarded: { outcome: "forwarded" },
};

function spanOf(span: Span, now: Date): Pick<Asked, "since" | "until"> {
  const [year, month, day] = [now.getFullYear(), now.getMonth(), now.getDate()];
  const at = (...date: readonly [number, number, number]): number => new Date(...date).getTime();
  switch (span) {
    case "ever":
      return {};
    case "today":
      return { since: at(year, month, day) };
    case "week":
      return { since: at(year, month, day - 6) };
    case "month":
      return { since: at(year, month, 1) };
    case "lastMonth":
      return { since: at(year, month - 1, 1), until: at(year, month, 1) };
  }
}
