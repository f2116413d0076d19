import type { Trunk } from "#exchange/settings/settings.ts";
import { trunkAddress } from "#exchange/trunks/trunkNames.ts";
import { trunkUri } from "#exchange/trunks/trunkTarget.ts";
import { after, between, type Millis, seconds } from "#kit/time.ts";
import type { Answer, UserAgent } from "#sip/agent/userAgent.ts";
import { makeRequest } from "#sip/message/make.ts";
import { formatUri, sipUri } from "#sip/message/uri.ts";
import { token } from "#world/random.ts";
import type { World } from "#world/world.ts";

/** What a trunk's server said to being asked whether it is there. */
export interface TrunkProbe {
  readonly answered: boolean;
  readonly after?: Millis;
  readonly status?: number;
}

/** Somebody waits for the answer: not as long as SIP would (RFC 3261 §17.1.2.2, timer F). */
const patience = seconds(6);

/** An OPTIONS (RFC 3261 §11): no call, no cost; any answer at all says that it is there. */
export function probeTrunk(
  trunk: Trunk,
  { agent, world }: { readonly agent: Pick<UserAgent, "ask">; readonly world: World },
): Promise<TrunkProbe> {
  const { clock, random } = world;
  const [tag, callId] = [token(random), token(random, 128)];
  const uri = trunkUri(trunk);
  const began = clock.now();
  return new Promise((resolve) => {
    const stop = clock.at(after(began, patience), () => {
      forget();
      resolve({ answered: false });
    });
    const told = (answer: Answer): void => {
      stop();
      const { status } = answer.on === "response" ? answer.response : {};
      if (status === undefined) resolve({ answered: false });
      else resolve({ answered: true, after: between(began, clock.now()), status });
    };
    const forget = agent.ask(
      {
        destination: { to: "uri", uri },
        make: ({ own }) =>
          makeRequest({
            ...{ method: "OPTIONS", uri },
            headers: [
              { name: "From", text: `<${trunkAddress(trunk, "exchange")}>;tag=${tag}` },
              { name: "To", text: `<${formatUri(uri)}>` },
              { name: "Call-ID", text: callId },
              { name: "CSeq", text: "1 OPTIONS" },
              { name: "Max-Forwards", text: "70" },
              { name: "Contact", text: `<${formatUri(sipUri({ user: "check", ...own }))}>` },
              { name: "Accept", text: "application/sdp" },
            ],
          }),
      },
      told,
    );
  });
}
