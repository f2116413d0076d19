/**
 * What the server does unasked: it calls again what was in use, wakes who wishes it, tells who shall
 * know of a call for help, and keeps message lamps and the policies at exchanges as things are now.
 */
import type { Problem } from "#kit/problem.ts";
import type { AccountHost } from "#server/accounts/accountHost.ts";
import type { CallHost } from "#server/callHost.ts";
import type { LiveCall } from "#server/calls/liveCall.ts";
import type { OwnCalls } from "#server/calls/ownCalls.ts";
import { HelpNotices } from "#server/emergency/helpNotices.ts";
import type { Messages } from "#server/mailbox/messages.ts";
import { MessageLamps } from "#server/phones/messageLamps.ts";
import { PolicyPublisher } from "#server/policies/policyPublisher.ts";
import type { PlugInDesk } from "#server/provisioning/plugInDesk.ts";
import type { DeviceRegistrar } from "#server/registrar/deviceRegistrar.ts";
import type { Doorkeeper } from "#server/registrar/doorkeeper.ts";
import { RepeatDialling } from "#server/repeatDialling.ts";
import type { ServerParts } from "#server/serverParts.ts";
import type { Telephones } from "#server/telephones.ts";
import { WakeUps, wakeUp } from "#server/wakeUps.ts";
import { because } from "#telephony/call/leg.ts";

export interface RoutineMeans {
  readonly parts: ServerParts;
  readonly accounts: AccountHost;
  readonly doorkeeper: Doorkeeper;
  readonly registrar: DeviceRegistrar;
  readonly messages: Pick<Messages, "counts">;
  readonly telephones: () => Pick<Telephones, "state">;
  readonly calls: () => Pick<CallHost, "end">;
  readonly own: () => Pick<OwnCalls, "again" | "fetch" | "tellOfHelp">;
  /** Of telephones that are being plugged in. */
  readonly plugIn: Pick<PlugInDesk, "serves">;
  /** Within the hour in which those who help may call back. */
  readonly calledForHelp: () => boolean;
}

export class Routines {
  readonly repeatDialling: RepeatDialling;
  readonly #wakeUps: WakeUps;
  readonly #helpNotices: HelpNotices;
  readonly #lamps: MessageLamps;
  readonly #policies: PolicyPublisher;

  constructor(of: RoutineMeans) {
    const { parts, accounts, doorkeeper, registrar, messages, own } = of;
    const { world, agent, settings, ownAddress } = parts;
    const { clock } = world;
    this.repeatDialling = new RepeatDialling({
      clock,
      state: (device) => of.telephones().state(device),
      call: (...what) => own().again(...what),
      end: (call) => void of.calls().end(call, because("normal")),
    });
    this.#wakeUps = new WakeUps({
      clock,
      settings,
      wake: (device) => own().fetch(device, wakeUp),
    });
    this.#helpNotices = new HelpNotices({
      clock,
      settings: () => settings.current(),
      tell: (to) => own().tellOfHelp(to),
      isRecent: of.calledForHelp,
    });
    this.#lamps = new MessageLamps({
      world,
      agent,
      doorkeeper,
      registrar,
      devices: () => settings.current().devices.map(({ id }) => id),
      counts: () => messages.counts(),
      ownAddress,
      others: (asked) => of.plugIn.serves(asked),
    });
    this.#policies = new PolicyPublisher({ ...parts, accounts });
  }

  get policyKey(): Pick<PolicyPublisher, "current" | "rotated" | "rotate"> {
    return this.#policies;
  }

  /** The settings may say something new. */
  use(): void {
    this.#wakeUps.use();
    this.#policies.publish();
  }

  /** There are more or fewer messages than before, or we have just begun. */
  messagesChanged(): void {
    this.#lamps.changed();
  }

  changed(call: LiveCall): void {
    this.#helpNotices.changed(call);
  }

  /** A call is over. */
  closed({ id, record }: LiveCall): void {
    this.#helpNotices.closed(id, record);
    this.#wakeUps.ended(record);
    this.repeatDialling.ended(record);
  }

  troubles(): readonly Problem[] {
    return this.#helpNotices.troubles();
  }

  close(): void {
    this.#wakeUps.close();
    this.#helpNotices.close();
    this.repeatDialling.close();
    this.#lamps.close();
    this.#policies.close();
  }
}
