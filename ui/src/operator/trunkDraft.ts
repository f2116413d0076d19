/** A trunk as a form holds it. Pure. */
import type { components } from "./schema.d.ts";

export type Trunk = components["schemas"]["Trunk"];

export interface TrunkDraft {
  readonly id: string;
  readonly server: string;
  readonly transport: Trunk["transport"];
  readonly from: string;
  readonly prefixes: string;
  readonly channels: string;
  readonly domain: string;
  readonly username: string;
  readonly authUsername: string;
  /** Empty: the one that is kept, if there is one. */
  readonly secret: string;
  readonly registers: boolean;
  readonly numbers: Trunk["numbers"];
  readonly callerId: string;
  readonly always: boolean;
}

type Known = Pick<
  Trunk,
  "id" | "server" | "transport" | "from" | "prefixes" | "registers" | "numbers" | "callerId"
> & { readonly channels: { readonly most: number } };

const fresh: Known = {
  ...{ id: "", server: "", transport: "udp", from: [], prefixes: [] },
  channels: { most: 30 },
  ...{ registers: false, numbers: "e164", callerId: { always: false } },
};

export function trunkDraft(of?: Trunk): TrunkDraft {
  const { id, server, transport, from, prefixes, channels, registers, numbers, callerId } =
    of ?? fresh;
  const { username = "", authUsername = "" } = of?.login ?? {};
  return {
    ...{ id, server, transport, registers, numbers, username, authUsername, secret: "" },
    ...{ from: from.join(" "), prefixes: prefixes.join(" "), channels: String(channels.most) },
    domain: of?.domain ?? "",
    ...{ callerId: of?.callerId.number ?? "", always: callerId.always },
  };
}

const words = (text: string): string[] => text.split(/[\s,]+/).filter((one) => one !== "");
const said = (key: string, text: string) => (text.trim() === "" ? {} : { [key]: text.trim() });

/** The whole trunk, as the API takes it; no beginning is every number. */
export function trunkBody(draft: TrunkDraft): Record<string, unknown> {
  const { server, transport, from, channels, domain, registers, numbers, always } = draft;
  const { username, authUsername, secret } = draft;
  const prefixes = words(draft.prefixes);
  const login = {
    username: username.trim(),
    ...said("authUsername", authUsername),
    secret: secret === "" ? { set: true } : secret,
  };
  return {
    ...{ server: server.trim(), transport, from: words(from), channels: Number(channels) },
    prefixes: prefixes.length === 0 ? [""] : prefixes,
    ...said("domain", domain),
    ...(username.trim() !== "" && { login }),
    ...{ registers, numbers },
    callerId: { ...said("number", draft.callerId.replaceAll(/[\s()-]/g, "")), always },
  };
}
