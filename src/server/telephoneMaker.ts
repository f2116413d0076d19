import { millis } from "#kit/time.ts";
import { usualDisconnection } from "#media/callerId/lineSignals.ts";
import type { CodecName } from "#media/codec/format.ts";
import type { MediaEngine } from "#media/engine/mediaEngine.ts";
import type { Country } from "#media/tone/country.ts";
import { ringOf } from "#media/tone/ringCadence.ts";
import { AnalogLinePort, type Battery } from "#server/lines/analogLinePort.ts";
import { BrowserLinePort } from "#server/lines/browserLinePort.ts";
import type { HouseFacts } from "#server/lines/houseFacts.ts";
import { LineHost } from "#server/lines/lineHost.ts";
import { MgcpLinePort } from "#server/lines/mgcpLinePort.ts";
import type { Waker } from "#server/lines/waking.ts";
import type { BrokerMeans } from "#server/mediaBroker.ts";
import type { CallAgent } from "#server/mgcp/callAgent.ts";
import type { DisplayTime } from "#server/mgcp/packages.ts";
import { SipPhone } from "#server/phones/sipPhone.ts";
import type { PortEvents } from "#server/portEvents.ts";
import type { Place } from "#server/registrar/places.ts";
import { soundsOfCountry } from "#server/sounds.ts";
import type { CallDesk, Telephone } from "#server/telephone.ts";
import type { UserAgent } from "#sip/agent/userAgent.ts";
import { localTime } from "#telephony/directing/localTime.ts";
import { dialled } from "#telephony/number/dialled.ts";
import type { Device } from "#telephony/settings/telephones.ts";
import type { World } from "#world/world.ts";

export interface TelephoneMeans {
  readonly world: World;
  readonly agent: UserAgent;
  readonly engine: MediaEngine;
  readonly ports: PortEvents;
  readonly broker: BrokerMeans;
  readonly desk: CallDesk;
  readonly places: (device: string) => readonly Place[];
  readonly country: () => string;
  readonly timeZone: () => string;
  /** Absent: gateways are offline. */
  readonly callAgent?: CallAgent;
  readonly facts: () => HouseFacts;
  /** A telephone did what it cannot do. */
  readonly ignored: (what: string, device: string) => void;
  readonly changed: () => void;
  /** For telephones that are a page in a browser. */
  readonly waker: Waker;
}

/** A browser gets Opus where the other side has it, and never more than the engine can run. */
const browserCodecs: readonly CodecName[] = ["opus", "G722", "PCMU", "PCMA"];

/** A telephone of its kind. */
export function makeTelephone(device: Device, means: TelephoneMeans): Telephone | undefined {
  switch (device.kind) {
    case "sip":
      return new SipPhone({
        ...means,
        device: device.id,
        mustEncrypt: device.mustEncrypt ?? false,
        autoAnswer: device.autoAnswer,
        sendsFlash: device.flash === "sent",
        tone: (tone) => soundsOfCountry(device.tones ?? means.country()).tones[tone],
        places: () => means.places(device.id),
      });
    case "browser":
      return browserLine(device, means);
    case "mgcp":
      return means.callAgent && gatewayLine(device, means, means.callAgent);
    case "analog":
      return analogLine(device, means);
  }
}

/** A line whose telephone is the handset page. */
export interface HandsetLine extends LineHost {
  readonly port: BrowserLinePort;
}

type BrowserDevice = Extract<Device, { kind: "browser" }>;

function browserLine(device: BrowserDevice, means: TelephoneMeans): Telephone {
  const { engine, ports, world, broker, desk, facts, ignored, changed, waker } = means;
  const { id, gain, speakerphone } = device;
  const sounds = () => soundsOfCountry(device.tones ?? means.country());
  const port = new BrowserLinePort({
    device: id,
    speakerphone,
    engine,
    ports,
    clock: world.clock,
    codecs: browserCodecs.filter((name) => broker.codecs.includes(name)),
    tone: (tone) => sounds().tones[tone],
    ring: (cadence) => ringOf(sounds().rings, cadence),
    ...(gain && { gain }),
  });
  const line = new LineHost({ device: id, port, desk, world, facts, ignored, changed, waker });
  return Object.assign(line, { port });
}

type MgcpDevice = Extract<Device, { kind: "mgcp" }>;

/** A line whose telephone is at a port of a gateway. */
function gatewayLine(device: MgcpDevice, means: TelephoneMeans, agent: CallAgent): Telephone {
  const { engine, ports, world, broker, desk, facts, ignored, changed, timeZone } = means;
  const { id, gateway, endpoint, gain } = device;
  const port = new MgcpLinePort({
    device: id,
    gateway,
    endpoint,
    agent,
    engine,
    ports,
    random: world.random,
    codecs: broker.codecs,
    ownAddress: broker.ownAddress,
    dialPlan: (digits) => dialled(digits, facts().dialPlan),
    time: () => displayTime(world, timeZone()),
    ...(gain && { gain }),
  });
  return new LineHost({ device: id, port, desk, world, facts, ignored, changed });
}

type AnalogDevice = Extract<Device, { kind: "analog" }>;

/** A line with a loop: the media engine has one of the telephone's id, or the telephone is offline. */
function analogLine(device: AnalogDevice, means: TelephoneMeans): Telephone {
  const { engine, ports, world, desk, facts, ignored, changed, country, timeZone } = means;
  const { id, gain } = device;
  const port = new AnalogLinePort({
    device: id,
    loop: id,
    engine,
    ports,
    country: () => countryOfLine(device, country()),
    shownAt: () => ({
      now: localTime(world.clock.wallTime(), timeZone()),
      home: facts().dialPlan.home,
    }),
    battery: batteryOf(device),
    ...(gain && { gain }),
  });
  return new LineHost({ device: id, port, desk, world, facts, ignored, changed });
}

/** What its owner said of the telephone itself goes before the country. */
function countryOfLine({ tones, hookFlash }: AnalogDevice, usual: string): Country {
  const country = soundsOfCountry(tones ?? usual);
  return hookFlash
    ? { ...country, flash: { from: millis(hookFlash.from), to: millis(hookFlash.to) } }
    : country;
}

const batteryOf = ({ answerReversal, openLoopDisconnect }: AnalogDevice): Battery => ({
  ...(answerReversal && { answered: true }),
  ...(openLoopDisconnect !== undefined && {
    partyGone: { ...usualDisconnection, length: millis(openLoopDisconnect) },
  }),
});

function displayTime({ clock }: World, timeZone: string): DisplayTime {
  const { date, minute } = localTime(clock.wallTime(), timeZone);
  return { month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)), minute };
}
