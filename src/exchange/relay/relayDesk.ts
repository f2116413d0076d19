import { type Carriage, untouched } from "#exchange/carriage.ts";
import type { RelayMark } from "#exchange/proxy/flowToken.ts";
import { isBehindNat } from "#exchange/proxy/nat.ts";
import type { Speaker } from "#exchange/proxy/speaker.ts";
import type { Target } from "#exchange/proxy/target.ts";
import { hostsIn } from "#exchange/relay/carriable.ts";
import {
  acknowledging,
  beginning,
  type CarriedRequest,
  continuing,
} from "#exchange/relay/carriages.ts";
import type { OpenRelays } from "#exchange/relay/openRelays.ts";
import { other } from "#exchange/relay/relay.ts";
import { sdpIn } from "#exchange/relay/sdpIn.ts";
import { type RelayWish, wantsRelay } from "#exchange/relay/wish.ts";
import type { ExchangeSettings } from "#exchange/settings/settings.ts";
import type { Directory } from "#exchange/users/directory.ts";
import type { Way } from "#sip/agent/transactions.ts";
import { topVia } from "#sip/headers/via.ts";
import type { SipRequest } from "#sip/message/message.ts";
import type { Flow } from "#sip/transport/flow.ts";
import { token } from "#world/random.ts";
import type { World } from "#world/world.ts";

/** A request, and what it came along. */
export interface Coming {
  readonly request: SipRequest;
  readonly flow: Flow;
}

/** Decides whose sound goes through us, and finds the relay of a call by its token. */
export interface RelayDesk {
  /** Of a request that begins a call. */
  beginning(of: Coming, speaker: Speaker): Carriage;
  /** Of a request within a dialog whose token has that mark. */
  continuing(of: Coming, mark: RelayMark | undefined): Carriage;
  /** An ACK as it goes on. */
  acknowledged(
    of: Coming,
    mark: RelayMark | undefined,
  ): (request: SipRequest, way: Way) => SipRequest;
}

export interface RelayDeskParts {
  readonly world: Pick<World, "random">;
  /** Undefined: there are no media ports here. */
  readonly open: Pick<OpenRelays, "relays" | "shownTo"> | undefined;
  readonly settings: () => Pick<ExchangeSettings, "relay">;
  readonly directory: () => Pick<Directory, "byName">;
}

export function relayDesk(parts: RelayDeskParts): RelayDesk {
  const { open, world, settings, directory } = parts;
  const relays = open?.relays;
  const shownTo = open?.shownTo ?? (({ local }: Flow) => local.host);

  const wishOf = (user: string | undefined): RelayWish =>
    (user === undefined ? undefined : directory().byName(user)?.relay) ?? settings().relay;

  /** Looked at once, and only when there is somebody whom it may matter for. */
  function wants({ request, flow }: Coming, speaker: Speaker): (target: Target) => boolean {
    const wish = wishOf(speaker.is === "user" ? speaker.user.name : undefined);
    let nat: string | undefined | "?" = "?";
    return ({ of, nat: theirs }) => {
      const far = { wish: wishOf(/^user\/(.*)/.exec(of)?.[1]), nat: theirs };
      const isNatAsked =
        far.nat !== undefined && wish === "whenNeeded" && far.wish === "whenNeeded";
      if (isNatAsked && nat === "?") nat = natIn(request, flow);
      return wantsRelay({ wish, nat: nat === "?" ? undefined : nat }, far);
    };
  }

  /**
   * A relay that is gone (we began anew) is opened again when the parties agree anew; not all of
   * them, for tokens of calls that are over would open them, too.
   */
  function relayOf({ request }: Coming, { relay }: RelayMark) {
    const known = relays?.of(relay);
    if (known !== undefined || sdpIn(request) === undefined || relays?.isHalfFull) return known;
    return relays?.open(relay);
  }

  const carried = (coming: Coming, mark: RelayMark): CarriedRequest => ({
    ...coming,
    from: other[mark.towards],
    shownTo,
  });

  return {
    beginning(of, speaker) {
      if (relays === undefined || of.request.method !== "INVITE") return untouched;
      const newId = (): string => token(world.random);
      const near = { ...of, from: "near", shownTo } as const;
      const mayOpen = (): boolean => speaker.is !== "stranger" || !relays.isHalfFull;
      return beginning({ ...near, wants: wants(of, speaker), mayOpen, newId }, relays);
    },
    continuing(of, mark) {
      const relay = mark && relayOf(of, mark);
      if (relays === undefined || mark === undefined || relay === undefined) return untouched;
      return continuing(carried(of, mark), relays, relay);
    },
    acknowledged(of, mark) {
      const relay = mark && relays?.of(mark.relay);
      return mark === undefined || relay === undefined
        ? (request) => request
        : acknowledging(carried(of, mark), relay);
    },
  };
}

/** The router that a caller is behind: by where it wants its sound, else by what it calls itself (Via, `received`). */
function natIn(request: SipRequest, { remote }: Flow): string | undefined {
  const text = sdpIn(request);
  const written = text === undefined ? [topVia(request)?.host ?? ""] : hostsIn(text);
  return written.some((host) => isBehindNat(host, remote.host)) ? remote.host : undefined;
}
