import type { Listen } from "#kit/listeners.ts";
import { minutes, seconds } from "#kit/time.ts";
import { comebacks, missing } from "#server/registrar/comebacks.ts";
import type { Doorkeeper } from "#server/registrar/doorkeeper.ts";
import { keptBindings } from "#server/registrar/keptBindings.ts";
import { isAt, type Place, placesOf } from "#server/registrar/places.ts";
import type { Table } from "#server/store/table.ts";
import type { ServerTransaction } from "#sip/agent/transactions.ts";
import type { UserAgent } from "#sip/agent/userAgent.ts";
import { Contact, firstContact } from "#sip/headers/contact.ts";
import { RetryAfter } from "#sip/headers/retryAfter.ts";
import { To } from "#sip/headers/to.ts";
import { type HeaderLine, header, readable } from "#sip/message/message.ts";
import { respond } from "#sip/message/response.ts";
import { parseUri, type SipUri } from "#sip/message/uri.ts";
import { type RegistrarFacts, register } from "#sip/registrar/registrar.ts";
import { type Flow, flowKey } from "#sip/transport/flow.ts";
import type { Device } from "#telephony/settings/telephones.ts";
import { token } from "#world/random.ts";
import type { World } from "#world/world.ts";

/**
 * server/registrar: where the owner's own SIP telephones are. A registration is acknowledged when it
 * would survive a power cut, and holds over a restart of ours: the telephone need not notice.
 */
export interface DeviceRegistrar {
  /** Best first; none: offline. */
  places(device: string): readonly Place[];
  /** Who is registered there; undefined: none of ours. */
  deviceAt(uri: SipUri): string | undefined;
  /** The ids of devices whose places have changed. */
  readonly changes: Listen<string>;
  /** From now on these telephones: what others registered is forgotten. */
  use(devices: readonly Device[]): void;
  close(): void;
}

export interface RegistrarAround {
  readonly world: World;
  readonly agent: UserAgent;
  readonly doorkeeper: Doorkeeper;
  readonly table: Table<unknown>;
}

const expiry = { least: seconds(30), usual: minutes(10), most: minutes(60) };
/** Behind a router over UDP: often enough to keep the router's door open. */
const expiryBehindRouter = { least: seconds(30), usual: seconds(90), most: seconds(90) };
const mostBindings = 10;
const tryAgainSeconds = 30;

export function deviceRegistrar(around: RegistrarAround): DeviceRegistrar {
  const { world, agent, doorkeeper } = around;
  const kept = keptBindings(world, around.table, agent.missed);

  function serve(asked: ServerTransaction): void {
    const { request, flow } = asked;
    const refuse = (status: number, headers: readonly HeaderLine[] = []): void =>
      asked.answer(respond(request, status, { toTag: token(world.random), headers }));
    const admission = doorkeeper.admit(request, flow);
    if (admission.on === "refused") {
      refuse(admission.status, admission.headers);
      return;
    }
    const { id, username } = admission.device;
    if (registeredUser(asked) !== username) {
      refuse(403);
      return;
    }
    const before = kept.of(id);
    const [bindings, response] = register(before, request, factsFor(asked, world));
    if (response.status >= 300 || request.lines("Contact").length === 0) {
      asked.answer(response);
      return;
    }
    void kept.put(id, bindings).then((isSafe) => {
      if (isSafe) asked.answer(response);
      else refuse(503, [header(RetryAfter, tryAgainSeconds)]);
      const isGone = (one: Flow): boolean => kept.gone.has(flowKey(one));
      for (const [gone, by] of comebacks(before, bindings, isGone))
        agent.missed?.cameBack(gone, by);
    });
  }

  const unserve = agent.serve("REGISTER", serve);
  const unlisten = agent.losses((flow) => kept.flowLost(flowKey(flow)));
  const unask = agent.missed?.asks((flow) => {
    const lost = kept
      .ids()
      .flatMap(kept.of)
      .find((one) => flowKey(one.flow) === flowKey(flow));
    return lost && missing(lost);
  });
  return {
    places: (device) => placesOf(kept.of(device), kept.gone),
    deviceAt: (uri) => kept.ids().find((id) => placesOf(kept.of(id), kept.gone).some(isAt(uri))),
    changes: kept.changes,
    use: kept.use,
    close() {
      unserve();
      unlisten();
      unask?.();
      kept.close();
    },
  };
}

function registeredUser({ request }: ServerTransaction): string | undefined {
  const uri = parseUri(readable(request, To)?.uri ?? "");
  return uri.ok ? uri.value.user : undefined;
}

function factsFor({ request, flow }: ServerTransaction, { clock, random }: World): RegistrarFacts {
  const contact = parseUri(firstContact(readable(request, Contact))?.uri ?? "");
  const isDirect = contact.ok && contact.value.host === flow.remote.host;
  return {
    now: clock.steadyTime(),
    flow,
    toTag: token(random),
    expiry: isDirect || flow.protocol !== "UDP" ? expiry : expiryBehindRouter,
    mostBindings,
  };
}
