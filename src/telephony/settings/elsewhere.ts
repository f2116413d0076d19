/** What is kept elsewhere and fetched from there: calendars, address books, lists of numbers. */
import { z } from "zod";
import { label, secret } from "./words.ts";

const withoutUser = /^[a-z]+:\/\/[^/?#@]*(?:[/?#].*)?$/i;

export const webAddress = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .regex(withoutUser, "must not carry a user name; give `username` and `secret`");

/** `webcal:` is what calendars call https. */
export const calendarAddress = z
  .url({ protocol: /^(https?|webcals?)$/ })
  .max(2000)
  .regex(withoutUser, "must not carry a user name; give `username` and `secret`");

/** Beside its address: who we are there, and how often it is asked. */
export const fetched = {
  username: label.exactOptional(),
  secret: secret.exactOptional(),
  inside: z
    .boolean()
    .default(false)
    .meta({ description: "it may be in a network of the house; else only out in the world" }),
  every: z
    .number()
    .int()
    .min(5)
    .max(10_080)
    .exactOptional()
    .meta({ description: "minutes between two looks" }),
};

interface Fetched {
  readonly secret?: string;
  readonly inside: boolean;
}

/** A password goes over the world encrypted, or not at all. */
export const keepsSecret = (address: string, { secret, inside }: Fetched): boolean =>
  secret === undefined || inside || !/^http:/i.test(address);
export const spilt = {
  path: ["secret"],
  message: "goes only over https, or to an address `inside` of the house",
};
