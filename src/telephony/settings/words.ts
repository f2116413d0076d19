/**
 * The settings document: the whole configuration of one person's server as one immutable value.
 * zod schemas are its single source; the types, the JSON Schema and docs/settings.md follow from
 * them. Everyone who reads or changes settings comes through `validate.ts` and `change.ts`.
 * Nothing here reads files, knows YAML, or asks what time it is.
 *
 * This file holds the small words that the sections of the document share.
 */
import { z } from "zod";
import type { Brand } from "#kit/brand.ts";
import type { Seconds } from "#kit/time.ts";

/** An object of exactly these keys. */
export const record = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.strictObject(shape).readonly();
export const list = <Item extends z.ZodType>(item: Item, most = 200) =>
  z.array(item).max(most).readonly();
/** A list that says nothing when it is empty. */
export const someOf = <Item extends z.ZodType>(item: Item, most = 200) =>
  z.array(item).min(1).max(most).readonly();

/** How one part of the document names another: `kitchen`, `everyone-else`. */
export const id = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/)
  .meta({ description: "letters, digits, `.`, `_` and `-`" });

/** A word for people. */
export const label = z.string().max(120);

/** A telephone number as a person writes it; E.164, national, or an exchange's short form. */
export const numberText = z
  .string()
  .max(40)
  .regex(/^\+?\(?[0-9*#][0-9*#() ./-]*$/)
  .meta({ description: "telephone number: `+16135550142`, national, or short" });

export const sipAddress = z
  .string()
  .max(255)
  .regex(/^sips?:[^\s<>"]+$/i)
  .meta({ description: "SIP address: `sip:ada@maple.example`" });

/** Host name or address with an optional port; IPv6 in brackets. */
export const hostPort = z
  .string()
  .max(255)
  .regex(/^(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?)(:[0-9]{1,5})?$/)
  .meta({ description: "`host` or `host:port`" });

/** Never shown again once written: it reads as `{"set": true}`, and so written back it is kept. */
export const secret = z.string().min(1).max(256).meta({
  secret: true,
  description: 'secret; reads as `{"set": true}`, and so sent back is kept',
});

/** Whole and half seconds between `least` and `most`. */
export const secondsFrom = (least: number, most: number) =>
  z.number().min(least).max(most).meta({ description: "seconds" }) as unknown as z.ZodType<
    Seconds,
    number
  >;

/** A day in the owner's zone, `2026-12-24`. */
export type DateText = Brand<string, "DateText">;
export const dateText = z.iso.date() as unknown as z.ZodType<DateText, string>;

/** A moment with its offset, `2026-11-27T18:05:00-05:00`. */
export const momentText = z.iso
  .datetime({ offset: true })
  .meta({ description: "moment with offset: `2026-11-27T18:05:00-05:00`" });

/** Time of day in the owner's zone. */
export const clockText = z
  .string()
  .regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/)
  .meta({ description: "time of day, `22:00`" });
/** The same, and `24:00`, which ends a day. */
export const clockEndText = z
  .string()
  .regex(/^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$/)
  .meta({ description: "time of day, `07:00`; `24:00` ends the day" });
