/** Calls for help: what they are, who is told, and what they say of the house. */
import { z } from "zod";
import { shows } from "./outgoing.ts";
import { id, label, list, record } from "./words.ts";

const helpNumber = z.string().regex(/^[0-9]{2,6}$/);
const part = label.min(1).exactOptional();

const location = record({
  latitude: z.number().min(-90).max(90).exactOptional(),
  longitude: z.number().min(-180).max(180).exactOptional(),
  radius: z.number().min(0).max(100_000).exactOptional().meta({ description: "metres" }),
  address: record({
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .exactOptional(),
    region: part,
    county: part,
    city: part,
    district: part,
    street: part,
    house: part,
    floor: part,
    room: part,
    postalCode: part,
    place: part,
  }).exactOptional(),
})
  .refine(({ latitude, longitude }) => (latitude === undefined) === (longitude === undefined), {
    message: "give `latitude` and `longitude`, or neither",
  })
  .refine(({ latitude, address }) => latitude !== undefined || address !== undefined, {
    message: "give a place on the map, an `address`, or both",
  });

export const emergency = record({
  numbers: list(helpNumber, 20).default([]),
  test: helpNumber.nullable().default(null),
  notify: list(id, 20).default([]),
  shows,
  location: location.exactOptional(),
});

/** How one account wants a call for help. */
export const ofAccount = record({
  callAs: z.enum(["dialled", "urn"]).default("dialled").meta({
    description: "what is called: the number, or `urn:service:sos` (RFC 5031)",
  }),
  shows,
  location: z.boolean().default(false).meta({ description: "it is told where the house is" }),
  reference: z
    .string()
    .max(255)
    .regex(/^(https?|sips?|pres):[^\s<>"]+$/i)
    .exactOptional()
    .meta({ description: "a URI of the carrier's that leads to where the house is" }),
  accessNetwork: z
    .string()
    .max(255)
    .regex(/^[\x20-\x7e]+$/)
    .exactOptional()
    .meta({ description: "what it wants in P-Access-Network-Info, as the carrier says" }),
}).prefault({});
