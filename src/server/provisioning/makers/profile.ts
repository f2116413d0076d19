/**
 * server/provisioning/makers: what a telephone is told, once as a typed profile, and what each maker
 * calls it. Pure: profile in, file out. Every key stands beside the name that the maker's own manual
 * gives it, so that it can be looked up there.
 */
import type { ZoneRules } from "./zoneRules.ts";

export interface PhoneProfile {
  /** On its display. */
  readonly name: string;
  readonly username: string;
  readonly secret: string;
  /** The host as it stands in an address: IPv6 in brackets. */
  readonly server: { readonly host: string; readonly port: number };
  readonly transport: "udp" | "tcp" | "tls";
  /** Best first. */
  readonly codecs: readonly PhoneCodec[];
  /** What its key for messages dials. */
  readonly voicemail: string;
  /** `#` at the end sends what was keyed; not where star codes end with it. */
  readonly poundSends: boolean;
  readonly zone: ZoneRules;
  readonly language: "en" | "de";
  /** ms; of adapters. */
  readonly hookFlash?: { readonly from: number; readonly to: number };
}

export type PhoneCodec = "G722" | "PCMU" | "PCMA";

/** How long a registration lasts, in seconds: a telephone that moved is found again within it. */
export const registersFor = 600;

/** One line of a maker's file, and what the maker's manual calls it. */
export type Entry = readonly [key: string, value: string | number, manual: string];

export interface PhoneFile {
  readonly type: "text/plain" | "application/xml";
  readonly text: string;
}

/** No line of a file ends where an owner's word does. */
export const oneLine = (text: string | number): string =>
  String(text).replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ");

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};
/** Of text and of attributes. */
export const xml = (text: string | number): string =>
  oneLine(text).replaceAll(/[&<>"']/g, (one) => escapes[one] ?? one);

export const xmlHead = '<?xml version="1.0" encoding="UTF-8"?>\n';
