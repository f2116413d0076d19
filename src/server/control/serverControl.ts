/** The `Control` of a feature server with these transports. */
import type { Problem } from "#kit/problem.ts";
import { fail, ok } from "#kit/result.ts";
import { isForHelp } from "#server/calls/callOut.ts";
import type { BackupControl } from "#server/control/backupControl.ts";
import { controlHost } from "#server/control/controlHost.ts";
import { withDraft } from "#server/control/draftRules.ts";
import { greetingControl } from "#server/control/greetingControl.ts";
import { inHandControl } from "#server/control/inHandControl.ts";
import { messageControl } from "#server/control/messageControl.ts";
import type { NetworkControl } from "#server/control/networkControl.ts";
import type { Control } from "#server/control.ts";
import type { FeatureServer } from "#server/featureServer.ts";
import type { HandsetLine } from "#server/telephoneMaker.ts";
import { trials } from "#server/trials/trials.ts";
import type { OpenTransports } from "#sip/transport/openTransports.ts";
import { because, type CallId } from "#telephony/call/leg.ts";
import type { Address } from "#world/network.ts";

export interface ServerControlOptions {
  readonly version: string;
  readonly lockedBy?: string | undefined;
  readonly troubles: () => readonly Problem[];
  readonly network?: NetworkControl;
  readonly backups?: BackupControl;
  /** Where SIP over WebSocket comes in. */
  readonly web: Address;
}

export function serverControl(
  server: FeatureServer,
  transports: OpenTransports,
  { web, ...options }: ServerControlOptions,
): Control {
  const { parts, telephones, accounts, registrar, messages, subscriptions } = server;
  const { placeCall, testCall, announce } = placing(server);
  const sip = () => sipOf(parts.ownAddress(), transports);
  const served = (): void => {
    const at = sip();
    if (at) server.plugIn.servedAt({ sip: at });
  };
  served();
  server.place.looks(served);
  return controlHost({
    ...parts,
    ...options,
    accounts,
    registrar,
    messages: {
      ...messageControl(server.voicemail),
      fresh: () => messages.fresh(),
      changes: messages.changes,
    },
    subscriptions,
    recordings: server.recordings,
    troubles: () => [
      ...options.troubles(),
      ...server.routines.troubles(),
      ...[server.voicemail.errands.trouble() ?? []].flat(),
      ...subscriptions.troubles(),
    ],
    calls: server.book,
    telephone: (device) => telephones.get(device),
    telephoneChanges: telephones.changes,
    placeCall,
    testCall,
    announce,
    greetings: greetingControl(
      server.voicemail,
      parts.sounds,
      () => server.settings.owner.language,
    ),
    inHand: inHandControl(server.desk.inHand, placeCall),
    endCall: (id) => server.calls.end(id as CallId, because("normal")),
    attachHandset: handsetsOf(server),
    attachSip: (channel) => transports.attach(channel, web),
    sip,
    trials: trialsOf(server),
    plugIn: server.plugIn,
    push: server.push,
    policyKey: server.routines.policyKey,
    held: () => ({ ...parts.agent.held(), ...parts.engine.held() }),
    ignored: () => [...server.ignored.counts(), ...(parts.callAgent?.ignored() ?? [])],
    isOpen: () => server.isOpen,
  });
}

const handsetsOf =
  ({ telephones }: FeatureServer): Control["attachHandset"] =>
  (device, channel) => {
    const line = telephones.get(device);
    if (line === undefined || !("port" in line))
      return fail("server.noHandset", `${device} is no handset page`);
    (line as HandsetLine).port.attach(channel);
    return ok(undefined);
  };

const trialsOf = ({ parts, director, telephones }: FeatureServer): Control["trials"] =>
  trials({
    ...parts,
    outside: () => director.outside(),
    devices: () => telephones.states(),
  });

/** Calls that pages and programs begin. */
const placing = (server: FeatureServer): Pick<Control, "placeCall" | "testCall" | "announce"> => ({
  placeCall(device, to) {
    if (server.telephones.get(device) === undefined)
      return fail("server.noDevice", `there is no telephone ${device}`);
    return server.isOpen || isForHelp(to, server.settings)
      ? ok({ id: server.placeCall(device, to) })
      : closing;
  },
  testCall(asked) {
    if (asked.via !== undefined && !server.settings.accounts.some(({ id }) => id === asked.via))
      return fail("decide.unknownAccount", `there is no account ${asked.via}`);
    const { rules, ...who } = asked;
    const draft = rules && withDraft(rules, server.settings);
    if (draft?.ok === false) return draft;
    return server.isOpen ? ok({ id: server.desk.own.test(who, draft?.value) }) : closing;
  },
  announce: async (what) => (server.isOpen ? server.desk.own.announce(what) : closing),
});
const closing = fail("server.closing", "no new calls: the server is closing");

function sipOf(host: string, { bound }: OpenTransports) {
  const port = (protocol: string) => bound.find((one) => one.protocol === protocol)?.local.port;
  const [sip, tlsPort] = [port("UDP"), port("TLS")];
  return sip === undefined
    ? undefined
    : { host, port: sip, ...(tlsPort !== undefined && { tlsPort }) };
}
