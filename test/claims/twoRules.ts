import { ring } from "../calls/household.ts";

/** Whom the rules of claims 7 and 8 name. */
export const doctor = "+16135550171";

/** `then` for the doctor's calls; everybody else rings the telephone, and the speaker's machine is trusted too. */
export const twoRules = (then: readonly object[]): object => ({
  accounts: ["192.0.2.10", "192.0.2.12"].map((server, nth) => ({
    id: `carrier${nth}`,
    kind: "carrier",
    server,
    transport: "udp",
    register: false,
  })),
  rules: [
    { id: "doctor", name: "The doctor", when: { is: "caller", like: doctor }, then },
    {
      id: "all",
      name: "Everyone",
      when: { is: "always" },
      then: [{ ...ring("telephone"), for: 60 }],
    },
  ],
});
