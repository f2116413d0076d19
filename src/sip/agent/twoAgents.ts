import { utf8 } from "#kit/bytes.ts";
import { ok } from "#kit/result.ts";
import type { UserAgentOptions } from "#sip/agent/layeredAgent.ts";
import { newUserAgent } from "#sip/agent/newUserAgent.ts";
import type { Calling, IncomingInvite, Session, UserAgent } from "#sip/agent/userAgent.ts";
import { Wire } from "#sip/agent/wire.ts";
import type { HeaderLine } from "#sip/message/message.ts";
import { type Body, type SessionEvent, sdpBody } from "#sip/session/session.ts";
import type { Clock } from "#world/clock.ts";
import type { Crypto } from "#world/crypto.ts";
import type { Log } from "#world/log.ts";
import type { Random } from "#world/random.ts";

/* Two user agents that can call each other, for tests of whole sessions. */

export const sdp = (text: string): Body => sdpBody(utf8(text));
export const line = (name: string, text: string): HeaderLine => ({ name, text });
export const hop = (host: string) => ({ protocol: "UDP", remote: { host, port: 5060 } }) as const;

/** A user agent and what was told by its one session. */
export interface Person {
  readonly agent: UserAgent;
  readonly told: SessionEvent[];
  readonly heard: string[];
  session: Session | undefined;
  incoming: IncomingInvite | undefined;
}

/** What a town is built of; a test hands it the simulated ones. */
export interface TownGround {
  readonly clock: Clock;
  readonly random: (seed: string) => Random;
  readonly crypto: Crypto;
  readonly log: Log;
}

export interface TownOptions {
  readonly ada?: Partial<UserAgentOptions>;
  readonly bea?: Partial<UserAgentOptions>;
}

/** Ada calls, Bea is called; a wire between them. */
export function twoAgents({ clock, random, crypto, log }: TownGround, options: TownOptions = {}) {
  const wire = new Wire(clock);
  const person = (host: string, own: Partial<UserAgentOptions> = {}): Person => {
    const agent = newUserAgent({
      transports: wire.end(host),
      locate: ({ host: name }, then) => then(ok([hop(name)])),
      clock,
      random: random(host),
      crypto,
      log,
      options: own,
    });
    return { agent, told: [], heard: [], session: undefined, incoming: undefined };
  };
  const [ada, bea] = [person("ada", options.ada), person("bea", options.bea)];
  const calls = (
    from: Person,
    more: Partial<Calling> = {},
    offer: string | null = "offer",
  ): Session => {
    const session = from.agent.call({
      uri: "sip:bea@bea",
      from: "<sip:ada@ada>",
      to: "<sip:bea@bea>",
      destination: () => ({ to: "hops", hops: [hop("bea")] }),
      contactUser: "ada",
      ...(offer === null ? {} : { body: sdp(offer) }),
      ...more,
    });
    listen(from, session);
    return session;
  };
  bea.agent.invites((incoming) => {
    bea.incoming = incoming;
    listen(bea, incoming.session);
  });
  return { wire, ada, bea, calls };
}

function listen(person: Person, session: Session): void {
  person.session = session;
  session.events((event) => {
    person.told.push(event);
    person.heard.push(shown(event));
  });
}

function shown(event: SessionEvent): string {
  const body =
    "body" in event && event.body ? `+${new TextDecoder().decode(event.body.content)}` : "";
  const more = "status" in event ? ` ${event.status}` : "why" in event ? ` ${event.why}` : "";
  return `${event.on}${more}${body}`;
}
