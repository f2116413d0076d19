import { fail, ok } from "#kit/result.ts";
import { wallTime } from "#kit/time.ts";
import type { AccountWay } from "#server/accounts/accounts.ts";
import type { TrialControl } from "#server/control/trialControl.ts";
import { wouldDial } from "#server/trials/dialTrial.ts";
import type { Settings } from "#telephony/settings/settings.ts";

/** Calls are decided by the real function; every account is there, and who is asked elsewhere answers well. */
export const fakeTrials = (settings: () => Settings, now: () => number): TrialControl => ({
  dial: (question) =>
    wouldDial(question, {
      settings: settings(),
      now: wallTime(now()),
      minutesToday: 42,
      carried: () => ({}),
      way(id) {
        const account = settings().accounts.find((one) => one.id === id && one.enabled);
        return account && ({ account, usable: true } as AccountWay);
      },
    }),
  account: async (id) =>
    settings().accounts.some((one) => one.id === id)
      ? ok({ answered: true, after: 31, seenAs: "203.0.113.7:5060" })
      : fail("accounts.unknown", `there is no account ${id}`),
  letter: async () =>
    settings().mailbox.smtp === null
      ? fail("mail.notSet", "no mail server is set")
      : ok({ to: settings().mailbox.email ?? "ada@maple.example" }),
  transcription: async () =>
    ok({ said: "Please leave a message.", heard: "please leave a message", after: 900 }),
  service: async () =>
    ok({ then: [{ do: "ring", targets: [{ device: "kitchen" }], for: 20 }], after: 210 }),
  find: async ({ url }) =>
    ok([
      { url: new URL("work/", url).href, name: "Work" },
      { url: new URL("home/", url).href, name: "At home" },
    ]),
  authorities: () => [],
});
