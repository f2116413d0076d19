/**
 * server/phones: SIP phones and adapters that register here. One runner a phone; each of its calls
 * is a leg with an INVITE session of its own, and what passes between the two goes through the
 * phone's machine.
 */
import { type ChangedEffect, withNews } from "#kit/machine.ts";
import type { CodecName } from "#media/codec/format.ts";
import type { TonePlan } from "#media/tone/tonePlan.ts";
import { partyOf } from "#server/calls/identity.ts";
import type { SipLeg } from "#server/legs/sipLeg.ts";
import { askable, type HouseFacts } from "#server/lines/houseFacts.ts";
import { asDialledHere, dialledIn } from "#server/phones/dialledHere.ts";
import { PhoneLeg, whispersAt } from "#server/phones/phoneLeg.ts";
import { PhoneLine } from "#server/phones/phoneLine.ts";
import { type PhoneSessionMeans, PhoneSessions } from "#server/phones/phoneSessions.ts";
import type { KeptPhoneLeg } from "#server/survival/kept.ts";
import type { CallDesk, Offered, PhoneTelephone, Telephone } from "#server/telephone.ts";
import type { IncomingInvite } from "#sip/agent/userAgent.ts";
import type { ReplacedDialog } from "#sip/headers/replaces.ts";
import { because, type LegCommand, type LegId } from "#telephony/call/leg.ts";
import type { LineTone } from "#telephony/line/line.ts";
import type {
  PhoneEffect,
  PhoneEvent,
  PhoneFacts,
  PhoneState,
  PhoneTimer,
} from "#telephony/phone/phone.ts";
import { phoneMachine } from "#telephony/phone/phoneMachine.ts";
import { MachineRunner, type RunnableMachine } from "#world/machineRunner.ts";
import type { World } from "#world/world.ts";

export interface PhoneMeans extends PhoneSessionMeans {
  readonly desk: CallDesk;
  readonly world: Pick<World, "clock" | "log">;
  /** It sends its flash here, and a waiting call is signalled in its session. */
  readonly sendsFlash: boolean;
  /** As the owner's country has it. */
  readonly tone: (tone: LineTone) => TonePlan;
  /** As they are now. */
  readonly facts: () => HouseFacts;
  /** `state` may have another answer than before. */
  readonly changed: () => void;
}

type Effect = PhoneEffect | ChangedEffect;
type Runner = MachineRunner<PhoneState, PhoneTimer, PhoneEvent, Effect, PhoneFacts>;

export class SipPhone implements PhoneTelephone {
  readonly device: string;
  readonly #of: PhoneMeans;
  readonly #runner: Runner;
  readonly #sessions: PhoneSessions;
  readonly #legs = new Map<LegId, PhoneLeg>();
  readonly #offered = new Map<LegId, Offered>();
  /** The session that is run as a line. */
  readonly #line: PhoneLine;
  /** The INVITE of a call that it is about to place: whether it wants its number hidden. */
  readonly #hidden = new Set<LegId>();
  #codecs: readonly CodecName[] = [];

  constructor(of: PhoneMeans) {
    this.device = of.device;
    this.#of = of;
    this.#sessions = new PhoneSessions(of, (replaced) => this.#legOf(replaced));
    const { clock, log } = of.world;
    this.#runner = new MachineRunner({
      machine: watched,
      start: { name: "idle" },
      facts: () => this.#facts(),
      perform: (effect) => this.#perform(effect),
      clock,
      log,
      id: `phone/${of.device}`,
      history: 200,
    });
    this.#line = new PhoneLine({
      engine: of.broker.engine,
      desk: of.desk,
      tone: of.tone,
      legs: this.#legs,
      heard: (event) => this.#runner.post({ on: "line", event: asDialledHere(event) }),
      join: (leg, session) => this.#join(leg, session),
      forget: (leg) => this.#forget(leg),
    });
  }

  state(): ReturnType<Telephone["state"]> {
    const { name } = this.#runner.state;
    if (name === "asLine") return "busy";
    if (name !== "idle") return name;
    return this.#of.places().length > 0 ? "idle" : "offline";
  }

  /** As its last session had them. */
  codecs(): readonly CodecName[] {
    return this.#codecs;
  }

  offer(id: LegId, offered: Offered): PhoneLeg {
    this.#offered.set(id, offered);
    return this.#newLeg(id, true);
  }

  calls(incoming: IncomingInvite, dialled = dialledIn(incoming.request)): void {
    const { desk } = this.#of;
    const id = desk.nextLeg();
    const session = this.#sessions.called(id, incoming, () => desk.codecsBeside(id));
    if (!session.canAnswer) return void session.close();
    if (partyOf(incoming.request, false, { country: "US" }).hidden) this.#hidden.add(id);
    this.#join(this.#newLeg(id, false), session);
    this.#runner.post({ on: "dialled", leg: id, dialled });
  }

  /** A call of another process. Undefined: its session is over. */
  resumes({ leg: id, call, sip }: KeptPhoneLeg): PhoneLeg | undefined {
    const session = this.#sessions.resumed(sip, () => this.#of.desk.codecsBeside(id));
    if (!session) return undefined;
    const leg = this.#newLeg(id, true);
    this.#join(leg, session);
    this.#runner.post({ on: "resumed", call });
    return leg;
  }

  /** Only what has a session of its own. */
  #kept(id: LegId): KeptPhoneLeg | undefined {
    const { state } = this.#runner;
    const sip = this.#legs.get(id)?.session?.kept();
    const call = state.name === "idle" ? undefined : state.calls.find(({ leg }) => leg === id);
    if (!sip || !call || call.at !== undefined) return undefined;
    return { is: "phone", leg: id, device: this.device, call, sip };
  }

  /** Every call that it is in ends. */
  close(): void {
    for (const leg of [...this.#legs.values()]) {
      leg.tell({ on: "ended", cause: { kind: "lost" } });
      leg.close();
    }
    this.#line.close();
    this.#runner.stop();
  }

  #newLeg(id: LegId, isPlaced: boolean): PhoneLeg {
    const command = (said: LegCommand): void =>
      this.#runner.post({ on: "leg", leg: id, command: said });
    const kept = (): KeptPhoneLeg | undefined => this.#kept(id);
    const leg = new PhoneLeg(id, { command, closed: () => this.#forget(id), kept }, isPlaced);
    this.#legs.set(id, leg);
    return leg;
  }

  #forget(id: LegId): void {
    this.#legs.delete(id);
    this.#offered.delete(id);
    this.#hidden.delete(id);
  }

  #join(leg: PhoneLeg, session: SipLeg): void {
    leg.join(session, (event) => {
      const spoken = session.codecs();
      if (spoken.length > 0) this.#codecs = spoken;
      this.#runner.post({ on: "session", leg: leg.id, event: asDialledHere(event) });
      if (event.on === "ended" && !leg.isPlaced) leg.close(); // refused before any call knew of it
    });
  }

  #facts(): PhoneFacts {
    const { desk, facts, places, sendsFlash } = this.#of;
    return askable({ ...facts(), reachable: places().length > 0, sendsFlash }, desk);
  }

  #perform(effect: Effect): void {
    switch (effect.do) {
      case "session":
        return void this.#session(effect.leg, effect.command);
      case "tell":
        return void this.#legs.get(effect.leg)?.tell(effect.event);
      case "place":
        return void this.#place(effect);
      case "transfer":
        return void this.#transfer(effect);
      case "whisper":
        return void this.#whisper(effect.leg, effect.at);
      case "handOver":
        return void this.#handOver(effect.from, effect.to);
      case "warn":
        return void this.#warn(effect.leg);
      case "withdraw":
        return void this.#withdraw(effect.leg);
      case "becomeLine":
      case "giveBack":
      case "line":
      case "signal":
      case "select":
      case "gather":
      case "putThrough":
        return void this.#line.perform(effect);
      case "startTimer":
      case "stopTimer":
        return; // the runner's own
      case "changed":
        return void this.#of.changed();
    }
  }

  #session(id: LegId, command: LegCommand): void {
    const leg = this.#legs.get(id);
    if (!leg) return;
    if (command.do === "ring" && !leg.session) {
      const { codecs: others = () => [], lines } = this.#offered.get(id) ?? {};
      this.#join(leg, this.#sessions.calling(id, others, lines));
    }
    leg.session?.perform(command);
  }

  #whisper(id: LegId, at: LegId): void {
    const host = this.#legs.get(at)?.session;
    if (host) this.#legs.get(id)?.sits(whispersAt(host));
  }

  #handOver(from: LegId, to: LegId): void {
    const heir = this.#legs.get(to);
    const session = heir && this.#legs.get(from)?.part();
    if (session) this.#join(heir, session);
  }

  #warn(id: LegId): void {
    const at = this.#legs.get(id)?.session?.audio();
    const tone = this.#of.tone("interrupt");
    if (at) this.#of.broker.engine.perform({ do: "tone", port: at.port, tone });
  }

  /** It has lifted in another session. */
  #withdraw(id: LegId): void {
    const session = this.#legs.get(id)?.part();
    session?.perform({ do: "end", cause: because("answeredElsewhere") });
    session?.close();
  }

  #transfer({ leg: held, ...to }: PhoneEffect & { readonly do: "transfer" }): void {
    const { desk, device } = this.#of;
    const done = desk.refer("call" in to ? { held, call: to.call } : { held, device, ...to });
    if (!done) this.#legs.get(held)?.session?.perform({ do: "refuseTransfer" });
  }

  #legOf(replaced: ReplacedDialog): LegId | undefined {
    return [...this.#legs.values()].find((leg) => leg.session?.isDialog(replaced))?.id;
  }

  #place({ leg, digits, emergency }: PhoneEffect & { readonly do: "place" }): void {
    const placed = this.#legs.get(leg) ?? this.#newLeg(leg, true); // new: dialled on the line
    if (!placed.session) placed.sits(this.#line);
    placed.isPlaced = true;
    this.#of.desk.place(placed, {
      device: this.device,
      dialled: digits,
      ...(emergency && { emergency }),
      ...(this.#hidden.has(leg) && { hidden: true }),
    });
  }
}

const watched: RunnableMachine<PhoneState, PhoneTimer, PhoneEvent, Effect, PhoneFacts> = withNews(
  phoneMachine,
  (next, before) => next.name !== before.name,
);
