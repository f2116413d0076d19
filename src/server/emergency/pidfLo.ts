/**
 * Where the house is, as those who help can read it: a presence document with location
 * (PIDF-LO, RFC 4119, with RFC 5139 for addresses and RFC 5491 for places on the map).
 */
import type { WallTime } from "#kit/time.ts";
import type { Settings } from "#telephony/settings/settings.ts";

export type Location = NonNullable<Settings["emergency"]["location"]>;

/** RFC 5139's names for the parts of an address. */
const civicNames = {
  country: "country",
  region: "A1",
  county: "A2",
  city: "A3",
  district: "A4",
  street: "RD",
  house: "HNO",
  floor: "FLR",
  room: "ROOM",
  postalCode: "PC",
  place: "LOC",
} as const satisfies Readonly<Record<keyof NonNullable<Location["address"]>, string>>;

const namespaces = [
  'xmlns="urn:ietf:params:xml:ns:pidf"',
  'xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model"',
  'xmlns:gp="urn:ietf:params:xml:ns:pidf:geopriv10"',
  'xmlns:ca="urn:ietf:params:xml:ns:pidf:geopriv10:civicAddr"',
  'xmlns:gml="http://www.opengis.net/gml"',
  'xmlns:gs="http://www.opengis.net/pidflo/1.0"',
].join(" ");

/** `entity`: who it is about, `sip:ada@maple.example`. */
export function pidfLo(entity: string, location: Location, at: WallTime): string {
  const { latitude, longitude, radius, address } = location;
  const place = latitude !== undefined && longitude !== undefined;
  const where = [
    ...(place ? [onMap(`${latitude} ${longitude}`, radius)] : []),
    ...(address ? [civic(address)] : []),
  ].join("");
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<presence ${namespaces} entity="${escaped(entity.replace(/^sips?:/i, "pres:"))}">`,
    '<dm:device id="house"><gp:geopriv>',
    `<gp:location-info>${where}</gp:location-info>`,
    "<gp:usage-rules><gp:retransmission-allowed>true</gp:retransmission-allowed></gp:usage-rules>",
    "<gp:method>Manual</gp:method>",
    `</gp:geopriv><dm:timestamp>${new Date(at).toISOString()}</dm:timestamp></dm:device>`,
    "</presence>",
    "",
  ].join("\r\n");
}

/** WGS 84, latitude first; a circle where it is known only so well (RFC 5491 §5.2). */
function onMap(position: string, radius: number | undefined): string {
  const system = 'srsName="urn:ogc:def:crs:EPSG::4326"';
  if (radius === undefined)
    return `<gml:Point ${system}><gml:pos>${position}</gml:pos></gml:Point>`;
  const metres = `<gs:radius uom="urn:ogc:def:uom:EPSG::9001">${radius}</gs:radius>`;
  return `<gs:Circle ${system}><gml:pos>${position}</gml:pos>${metres}</gs:Circle>`;
}

function civic(address: NonNullable<Location["address"]>): string {
  const parts = Object.entries(civicNames).flatMap(([key, name]) => {
    const text = address[key as keyof typeof civicNames];
    return text === undefined ? [] : [`<ca:${name}>${escaped(text)}</ca:${name}>`];
  });
  return `<ca:civicAddress>${parts.join("")}</ca:civicAddress>`;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};
const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? "");
