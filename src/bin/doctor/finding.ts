/** One thing that the doctor looked at, in a sentence for a person. */
export interface Finding {
  readonly about:
    | "data folder"
    | "settings"
    | "clock"
    | "ports"
    | "certificate"
    | "accounts"
    | "network";
  /** `well`, `mind`: works and may not always, `wrong`: does not work, `unknown`: nobody could say. */
  readonly is: "well" | "mind" | "wrong" | "unknown";
  readonly text: string;
}

/** What each part of the doctor gives: it knows what it is about. */
export type Verdict = Omit<Finding, "about">;
export const well = (text: string): Verdict => ({ is: "well", text });
export const mind = (text: string): Verdict => ({ is: "mind", text });
export const wrong = (text: string): Verdict => ({ is: "wrong", text });

export const about = (what: Finding["about"], verdicts: readonly Verdict[]): readonly Finding[] =>
  verdicts.map((verdict) => ({ about: what, ...verdict }));

const marks: Readonly<Record<Finding["is"], string>> = {
  well: "✓",
  mind: "!",
  wrong: "✗",
  unknown: "?",
};

/** A line each, and one that sums up. */
export function report(findings: readonly Finding[]): readonly string[] {
  const count = (is: Finding["is"]): number => findings.filter((one) => one.is === is).length;
  const [wrongs, minds] = [count("wrong"), count("mind")];
  const minded = minds > 0 ? `; ${minds} to keep in mind` : "";
  return [
    ...findings.map(({ about, is, text }) => `${marks[is]} ${about}: ${text}`),
    wrongs === 0
      ? `All is well${minded}.`
      : `${wrongs} of ${findings.length} must be mended${minded}.`,
  ];
}

/** 0 when nothing is wrong, 1 when something is. */
export const exitCode = (findings: readonly Finding[]): 0 | 1 =>
  findings.some(({ is }) => is === "wrong") ? 1 : 0;
