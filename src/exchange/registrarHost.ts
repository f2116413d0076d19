import type { Doorkeeper } from "#exchange/doorkeeper.ts";
import type { Locations } from "#exchange/locations.ts";
import type { Nodes } from "#exchange/nodes/nodes.ts";
import { narrowingOf } from "#exchange/policy/narrowing.ts";
import type { Refusals } from "#exchange/refusals.ts";
import type { ExchangeSettings, User } from "#exchange/settings/settings.ts";
import type { Directory } from "#exchange/users/directory.ts";
import { millis, minutes, seconds } from "#kit/time.ts";
import type { ServerTransaction } from "#sip/agent/transactions.ts";
import { Contact, firstContact } from "#sip/headers/contact.ts";
import { Path } from "#sip/headers/path.ts";
import { RetryAfter } from "#sip/headers/retryAfter.ts";
import { ServiceRoute } from "#sip/headers/serviceRoute.ts";
import { To } from "#sip/headers/to.ts";
import { Warning } from "#sip/headers/warning.ts";
import { edited } from "#sip/message/edit.ts";
import {
  type Edit,
  header,
  readable,
  type SipRequest,
  type SipResponse,
} from "#sip/message/message.ts";
import { nameAddr } from "#sip/message/nameAddr.ts";
import { respond } from "#sip/message/response.ts";
import { formatUri, parseUri, sipUri } from "#sip/message/uri.ts";
import { type RegistrarFacts, register } from "#sip/registrar/registrar.ts";
import type { Flow } from "#sip/transport/flow.ts";
import { token } from "#world/random.ts";
import type { World } from "#world/world.ts";

export interface RegistrarParts {
  readonly world: World;
  readonly doorkeeper: Doorkeeper;
  readonly locations: Locations;
  readonly refusals: Refusals;
  readonly directory: () => Directory;
  readonly settings: () => ExchangeSettings;
  readonly nodes?: Nodes | undefined;
}

/** Behind a router over UDP: often enough to keep the router's door open. */
const behindRouter = seconds(90);

/** One REGISTER of one of our users (RFC 3261 §10.3): who it is, whose address it is for, what it changes. */
export function serveRegister(asked: ServerTransaction, parts: RegistrarParts): void {
  const { world, doorkeeper, locations, directory, refusals } = parts;
  const { request, flow } = asked;
  const toTag = token(world.random);
  const admission = doorkeeper.admit(request, flow, false);
  if (admission.on === "refused") {
    const { status, headers = [] } = admission.refusal;
    asked.answer(respond(request, status, { toTag, headers }));
    return;
  }
  const { name } = admission.user;
  if (directory().find({ user: registeredUser(request) })?.name !== name) {
    refusals.note("notOneself", flow.remote.host, { user: name });
    asked.answer(respond(request, 403, { toTag }));
    return;
  }
  if (isPathOfOthers(request, flow)) {
    refusals.note("pathOfOthers", flow.remote.host, { user: name });
    asked.answer(respond(request, 403, { toTag }));
    return;
  }
  const [bindings, response] = register(locations.of(name), request, {
    ...factsFor(asked, parts),
    toTag,
  });
  const isDone = response.status < 300;
  const welcome = (): SipResponse =>
    isDone
      ? edited(response, [
          { edit: "append", line: serviceRoute(asked, parts) },
          ...warned(admission.user, parts),
        ])
      : response;
  const kept =
    isDone && request.lines("Contact").length > 0 ? locations.put(name, bindings) : undefined;
  if (kept === undefined) asked.answer(welcome());
  else
    void kept.then(({ ok }) =>
      asked.answer(ok ? welcome() : respond(request, 503, { toTag, headers: [later] })),
    );
}

/** A Path is believed of whom it names alone: else a user could have us send calls to any machine. */
function isPathOfOthers(request: SipRequest, { remote }: Flow): boolean {
  const [first] = readable(request, Path) ?? [];
  if (first === undefined) return request.lines(Path.name).length > 0;
  const uri = parseUri(first.uri);
  return !uri.ok || uri.value.host !== remote.host;
}
/** Where it would be kept nobody answers. */
const later = header(RetryAfter, 10);

/** What the operator refuses for this user is no secret to the user. */
function warned(user: User, { directory, settings }: RegistrarParts): readonly Edit[] {
  const narrowing = narrowingOf(user, directory().tierOf(user));
  if (narrowing === undefined) return [];
  const agent = settings().domains[0] ?? "";
  return [
    { edit: "append", line: header(Warning, [{ code: 399, agent, text: narrowing.reason }]) },
  ];
}

function registeredUser(request: SipRequest): string {
  const uri = parseUri(readable(request, To)?.uri ?? "");
  return (uri.ok && uri.value.user) || "";
}

function factsFor(
  { request, flow }: ServerTransaction,
  { settings, world }: RegistrarParts,
): Omit<RegistrarFacts, "toTag"> {
  const { expiry, bindingsPerUser } = settings().limits;
  const contact = parseUri(firstContact(readable(request, Contact))?.uri ?? "");
  const isDirect = contact.ok && contact.value.host === flow.remote.host;
  const longest = millis(expiry.most * 1000);
  const most = isDirect || flow.protocol !== "UDP" ? longest : behindRouter;
  return {
    now: world.clock.steadyTime(),
    flow,
    mostBindings: bindingsPerUser,
    expiry: {
      least: millis(Math.min(expiry.least * 1000, most)),
      usual: millis(Math.min(minutes(10), most)),
      most,
    },
  };
}

/** RFC 3608: what this user sends later comes here, along the same transport. */
function serviceRoute({ own, flow }: ServerTransaction, { nodes }: RegistrarParts) {
  const params = new Map<string, string>();
  if (flow.protocol !== "UDP") params.set("transport", flow.protocol.toLowerCase());
  params.set("lr", "");
  return header(ServiceRoute, [
    nameAddr(formatUri(sipUri({ ...(nodes?.shownTo(flow) ?? own), params }))),
  ]);
}
