/** server/trials: what the owner tries before relying on it. Asks whom the settings name, and changes nothing. */
import { utf8 } from "#kit/bytes.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import { minutes } from "#kit/time.ts";
import type { Outside } from "#server/calls/outside.ts";
import { Consultant } from "#server/consult/consultant.ts";
import type { AuthorityView, DavPlace, TrialControl } from "#server/control/trialControl.ts";
import type { ServerParts } from "#server/serverParts.ts";
import { collections } from "#server/subscriptions/dav/discover.ts";
import type { Source } from "#server/subscriptions/source.ts";
import { tryAccount } from "#server/trials/accountTrial.ts";
import { wouldDial } from "#server/trials/dialTrial.ts";
import { tryLetter, tryTranscription } from "#server/trials/mailboxTrials.ts";
import type { DeviceState } from "#telephony/directing/facts.ts";
import { numbering } from "#telephony/settings/home.ts";
import type { Settings } from "#telephony/settings/settings.ts";

export interface TrialMeans
  extends Pick<
    ServerParts,
    "world" | "agent" | "settings" | "sounds" | "mail" | "commands" | "reader"
  > {
  readonly outside: () => Outside;
  readonly devices: () => Readonly<Record<string, DeviceState>>;
}

export function trials(means: TrialMeans): TrialControl {
  const { outside, reader, settings, world } = means;
  const consultant = new Consultant(means);
  const alone = oneAtATime();
  return {
    dial: (question) => wouldDial(question, outside()),
    account: (id) => alone(() => tryAccount(id, means)),
    letter: () => alone(() => tryLetter(means)),
    transcription: () => alone(() => tryTranscription(means)),
    service: (question) => alone(() => consultant.tryOut(question, means.devices())),
    find: (where) =>
      alone(async () => {
        const abandoned = new AbortController().signal;
        const source = sourceAt(where, settings.current());
        const found = await collections(source, { world, reader, abandoned });
        if (!found.ok) return found;
        return ok(found.value.map(({ url, name }) => ({ url, ...(name && { name }) })));
      }),
    authorities: () => authoritiesIn(settings.current(), world),
  };
}

/** Whoever tries much at once keeps others busy by our hand. */
function oneAtATime() {
  let isBusy = false;
  return async <T>(work: () => Promise<Result<T>>): Promise<Result<T>> => {
    if (isBusy) return fail("trial.busy", "something is being tried already");
    isBusy = true;
    try {
      return await work();
    } finally {
      isBusy = false;
    }
  };
}

const sourceAt = (where: DavPlace, settings: Settings): Source => ({
  ...where,
  id: "trial",
  name: "trial",
  dav: true,
  every: minutes(60),
  home: numbering(settings),
  timeZone: settings.owner.timeZone,
});

function authoritiesIn(
  { callers }: Settings,
  { crypto }: Pick<ServerParts["world"], "crypto">,
): readonly AuthorityView[] {
  const pem = callers.signatures.authorities;
  const read = pem === undefined ? undefined : crypto.readCertificates(utf8(pem));
  if (!read?.ok) return [];
  return read.value.map(({ subject, validFrom, validTo, isAuthority }) => ({
    subject,
    validFrom,
    validTo,
    isAuthority,
  }));
}
