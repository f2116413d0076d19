/** The makers whose telephones we know how to set up: how each is recognised, what it asks for, what it gets. */
import { fanvil } from "./fanvil.ts";
import { grandstream } from "./grandstream.ts";
import { poly, polyFile, polyMaster } from "./poly.ts";
import type { PhoneFile, PhoneProfile } from "./profile.ts";
import { snom } from "./snom.ts";
import { yealink } from "./yealink.ts";

export const makers = ["grandstream", "yealink", "poly", "snom", "fanvil"] as const;
export type Maker = (typeof makers)[number];

/** Six bytes as twelve digits, lower case: `805ec0123456`. */
export type Mac = string;

/** From any way to write it; undefined: it is none. */
export function macOf(text: string): Mac | undefined {
  const digits = text.toLowerCase().replaceAll(/[^0-9a-f]/g, "");
  return digits.length === 12 && /^[0-9a-f:.\s-]+$/i.test(text) ? digits : undefined;
}

/** How makers name themselves: in `vendor` of a subscription, or in User-Agent. */
const words: readonly (readonly [word: RegExp, maker: Maker])[] = [
  [/grandstream/i, "grandstream"],
  [/yealink/i, "yealink"],
  [/poly(com)?|soundpoint|vvx/i, "poly"],
  [/snom/i, "snom"],
  [/fanvil/i, "fanvil"],
];
export const makerNamed = (text: string): Maker | undefined =>
  words.find(([word]) => word.test(text))?.[1];

/** Beginnings of MAC addresses that the IEEE gave to them; the common ones. */
const blocks: Readonly<Record<string, Maker>> = {
  "000b82": "grandstream",
  c074ad: "grandstream",
  ec74d7: "grandstream",
  "001565": "yealink",
  "805ec0": "yealink",
  "805e0c": "yealink",
  "249ad8": "yealink",
  "0004f2": "poly",
  "64167f": "poly",
  "482567": "poly",
  "000413": "snom",
  "0c383e": "fanvil",
};
export const makerOfMac = (mac: Mac): Maker | undefined => blocks[mac.slice(0, 6)];

/** What the telephone is told in answer to its subscription: a folder, or the file itself. */
export function pathFor(maker: Maker, mac: Mac): string {
  if (maker === "snom") return `snom-${mac}.xml`;
  return maker === "fanvil" ? `${mac}.cfg` : "";
}

type FileOf = (name: string, mac: Mac) => ((profile: PhoneProfile) => PhoneFile) | undefined;

const files: Readonly<Record<Maker, FileOf>> = {
  grandstream: (name, mac) => (name === `cfg${mac}.xml` ? grandstream : undefined),
  yealink: (name, mac) => (name === `${mac}.cfg` ? yealink : undefined),
  poly(name, mac) {
    if (name === polyFile) return poly;
    return name === `${mac}.cfg` ? polyMaster : undefined;
  },
  snom: (name, mac) => {
    const [, asking] = /^snom[a-z0-9]*-([0-9a-f]{12})\.(?:htm|xml)$/.exec(name) ?? [];
    return asking === mac ? snom : undefined;
  },
  fanvil: (name, mac) => (name === `${mac}.cfg` ? fanvil : undefined),
};

/** What it gets when it asks for that file; undefined: it does well without. */
export const fileFor = (
  maker: Maker,
  asked: string,
  mac: Mac,
  profile: PhoneProfile,
): PhoneFile | undefined => files[maker](asked.toLowerCase(), mac)?.(profile);
