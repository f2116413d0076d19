import { hopsLeft } from "#exchange/proxy/admission.ts";
import type { Target } from "#exchange/proxy/target.ts";
import { MaxBreadth } from "#sip/headers/maxBreadth.ts";
import { MaxForwards } from "#sip/headers/maxForwards.ts";
import { Route } from "#sip/headers/route.ts";
import { edited } from "#sip/message/edit.ts";
import {
  type Edit,
  type HeaderLine,
  header,
  readable,
  type SipRequest,
} from "#sip/message/message.ts";
import { nameAddr } from "#sip/message/nameAddr.ts";
import { parseUri } from "#sip/message/uri.ts";

/** What is done to a request on its way through: one named step a line, all of them in one copy. */
export interface Surgery {
  readonly target: Pick<Target, "uri" | "route">;
  /** Of this branch (RFC 5393 §5.3.3). */
  readonly breadth: number;
  /** Topmost first; none: we are not on the dialog's way. */
  readonly recordRoutes: readonly HeaderLine[];
  /** Headers that what stands there must give way to; an empty text takes a header away. */
  readonly sets: readonly HeaderLine[];
}

/** RFC 3261 §16.6 steps 1 to 6; Via is the transaction layer's. What is not named here goes out as it came. */
export function forwarded(request: SipRequest, surgery: Surgery): SipRequest {
  const { target, recordRoutes, sets, breadth } = surgery;
  const passed = edited(request, [
    ...withUri(request, target.uri),
    { edit: "set", line: header(MaxForwards, hopsLeft(request) - 1) },
    { edit: "set", line: header(MaxBreadth, breadth) },
    ...recordRoutes.map((line): Edit => ({ edit: "prepend", line })),
    ...target.route.map((uri): Edit => ({ edit: "prepend", line: routeLine(uri) })),
    ...sets.map(
      (line): Edit =>
        line.text === "" ? { edit: "remove", name: line.name } : { edit: "set", line },
    ),
  ]);
  const nextHop = target.route[0] ?? readable(request, Route)?.[0]?.uri;
  return nextHop === undefined ? passed : strictNextHop(passed);
}

const routeLine = (uri: string): HeaderLine => header(Route, [nameAddr(uri)]);

const withUri = (request: SipRequest, uri: string): readonly Edit[] =>
  uri === request.uriText ? [] : [{ edit: "uri", uri }];

/** §16.6 step 6: a first Route without `lr` wants to stand in the Request-URI itself. */
function strictNextHop(request: SipRequest): SipRequest {
  const routes = readable(request, Route) ?? [];
  const first = routes[0];
  const uri = first && parseUri(first.uri);
  if (first === undefined || !uri?.ok || uri.value.params.has("lr")) return request;
  const rest = [...routes.slice(1), nameAddr(request.uriText)];
  return edited(request, [
    { edit: "uri", uri: first.uri },
    { edit: "set", line: header(Route, rest) },
  ]);
}
