/**
 * One telephone that is being plugged in: what the house has seen of it, step by step. Pure.
 *
 *   listening ── seen ──▶ asked ──▶ got ──▶ registered
 *       └──────────── the time is over ────────────▶ over
 */
import { type WallTime, wallTime } from "#kit/time.ts";
import type { Mac, Maker } from "./makers/makers.ts";

/** Who shows itself: by its subscription, or by the file that it asks for. */
export interface Candidate {
  readonly mac: Mac;
  readonly maker: Maker;
  readonly model?: string;
  readonly address: string;
}

export type PlugInStep = "seen" | "asked" | "got" | "registered";

export interface PlugIn {
  /** Whose telephone it is to be. */
  readonly device: string;
  /** In the address of its files; nobody else knows it. */
  readonly token: string;
  readonly began: WallTime;
  readonly ends: WallTime;
  /** Only that one, where its owner has read the label. */
  readonly only?: { readonly mac: Mac; readonly maker: Maker };
  readonly phone?: Candidate;
  readonly steps: Readonly<Partial<Record<PlugInStep, WallTime>>>;
  /** Others that showed themselves meanwhile: they get nothing. */
  readonly others: readonly Candidate[];
  /** What was asked for last that is none of its files. */
  readonly strange?: string;
  /** Its REGISTERs, and our answers that refused one. */
  readonly registers: number;
  readonly refusals: number;
}

export type PlugInEvent =
  | { readonly on: "shows"; readonly who: Candidate }
  | { readonly on: "asks"; readonly file: string; readonly isIts: boolean }
  | { readonly on: "gets" }
  | { readonly on: "registers" }
  | { readonly on: "refused" }
  | { readonly on: "registered" };

const mostOthers = 10;
/** A telephone begins anew with its file: that takes a while. */
const restarts = 180_000;

export function nextPlugIn(now: PlugIn, event: PlugInEvent, at: WallTime): PlugIn {
  if (isDone(now)) return now;
  switch (event.on) {
    case "shows":
      return shown(now, event.who, at);
    case "asks":
      return event.isIts ? reached(now, "asked", at) : { ...now, strange: event.file.slice(0, 80) };
    case "gets":
      return { ...reached(now, "got", at), ends: wallTime(Math.max(now.ends, at + restarts)) };
    case "registers":
      return { ...now, registers: now.registers + 1 };
    case "refused":
      return { ...now, refusals: now.refusals + 1 };
    case "registered":
      return reached(now, "registered", at);
  }
}

/** The first that comes is the one, unless its owner has named another. */
function shown(now: PlugIn, who: Candidate, at: WallTime): PlugIn {
  if (mayBe(now, who.mac)) {
    const phone = { ...now.phone, ...who };
    return reached({ ...now, phone }, "seen", at);
  }
  if (now.others.some(({ mac }) => mac === who.mac)) return now;
  return { ...now, others: [...now.others, who].slice(0, mostOthers) };
}

export const mayBe = ({ only, phone }: PlugIn, mac: Mac): boolean =>
  phone ? phone.mac === mac : only === undefined || only.mac === mac;

const reached = (now: PlugIn, step: PlugInStep, at: WallTime): PlugIn =>
  now.steps[step] === undefined ? { ...now, steps: { ...now.steps, [step]: at } } : now;

export const isDone = ({ steps }: PlugIn): boolean => steps.registered !== undefined;

/** What went wrong, as far as can be told from here. */
export type PlugInTrouble =
  /** Nobody showed itself. */
  | "nobody"
  /** It was told where its file is, and did not ask for it. */
  | "neverAsked"
  /** It asked for what is none of its files. */
  | "askedElse"
  /** It asked for its file, and did not get it. */
  | "neverGot"
  /** It has its file, and no REGISTER of it has come: a port is blocked, or it takes long to start. */
  | "neverRegistered"
  /** It tries to register, and does not prove that it has the password. */
  | "wrongPassword";

/** Wrong twice in a row: the first refusal only asks who it is. */
const tooManyRefusals = 3;

export function troubleOf(now: PlugIn, isOver: boolean): PlugInTrouble | undefined {
  const { steps, registers, refusals, strange } = now;
  if (isDone(now)) return undefined;
  if (refusals >= tooManyRefusals) return "wrongPassword";
  if (!isOver) return undefined;
  if (steps.got !== undefined) return registers > 0 ? "wrongPassword" : "neverRegistered";
  if (steps.asked !== undefined) return "neverGot";
  if (strange !== undefined) return "askedElse";
  return steps.seen === undefined ? "nobody" : "neverAsked";
}
