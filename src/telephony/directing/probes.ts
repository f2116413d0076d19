/** The callers for whom is asked what happens if somebody rings now: one of each kind. Who shows the answer and who gives it take the same. */

export interface Probe {
  readonly who: "family" | "contacts" | "strangers" | "hidden";
  /** A hidden number when it is left out. */
  readonly from?: string;
}

/** What of the settings says whom the owner knows. */
export interface Known {
  readonly people?: readonly {
    readonly numbers?: readonly string[];
    readonly groups?: readonly string[];
  }[];
}

/** A number that nobody has (reserved for fiction) stands for a stranger. */
export const nobody = "+12025550187";

/** One of the family and one other contact, where there are any, a stranger, and somebody who hides the number. */
export function probesOf(settings: Known | undefined): readonly Probe[] {
  const people = (settings?.people ?? []).flatMap(({ numbers: [from] = [], groups = [] }) =>
    from === undefined ? [] : [{ from, groups }],
  );
  const family = people.find(({ groups }) => groups.includes("family"));
  const contact = people.find(
    ({ groups }) => !groups.some((id) => id === "family" || id === "blocked"),
  );
  return [
    ...(family ? [{ who: "family" as const, from: family.from }] : []),
    ...(contact ? [{ who: "contacts" as const, from: contact.from }] : []),
    { who: "strangers" as const, from: nobody },
    { who: "hidden" as const },
  ];
}
