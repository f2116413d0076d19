/** What a new server starts with, in the document's own words: one telephone, and rules that make sense of it. */

export const shippedDevices = [{ id: "desk", name: "This browser", kind: "browser" as const }];

export const shippedGroups = [{ id: "family", name: "Family" }];

const everywhere = [{ everyDevice: true as const }];
const family = { is: "caller" as const, in: "family" };

/** Do not disturb is a mode, and this rule is what it means. */
export const shippedRules = [
  {
    id: "quiet",
    name: "Quiet: to the mailbox, family excepted",
    when: {
      is: "all" as const,
      of: [
        { is: "mode" as const, mode: "quiet" },
        { is: "not" as const, that: family },
      ],
    },
    then: [{ do: "mailbox" as const }],
  },
  {
    id: "blocked",
    name: "Blocked callers are refused",
    when: { is: "caller" as const, in: "blocked" },
    then: [{ do: "reject" as const, cause: "rejected" as const }],
  },
  {
    id: "everyone-else",
    name: "Everyone else",
    when: { is: "always" as const },
    then: [{ do: "ring" as const, targets: everywhere }, { do: "mailbox" as const }],
  },
];
