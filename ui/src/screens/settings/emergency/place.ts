/** Where the house is, as its form has it: texts, for what is half typed is no number yet. */
export interface PlaceItem {
  readonly latitude?: number;
  readonly longitude?: number;
  readonly radius?: number;
  readonly address?: Readonly<Record<string, string>>;
}

export const addressParts = [
  "street",
  "house",
  "postalCode",
  "city",
  "region",
  "country",
  "place",
  "floor",
  "room",
] as const;
export type AddressPart = (typeof addressParts)[number];

/** What nothing is said of is left out; nothing at all: no place. */
export function wholePlace({ address = {}, ...map }: PlaceItem): PlaceItem | undefined {
  const said = Object.fromEntries(
    Object.entries(address)
      .map(([key, text]) => [key, text.trim()] as const)
      .filter(([, text]) => text !== ""),
  );
  const place = { ...map, ...(Object.keys(said).length > 0 && { address: said }) };
  return Object.keys(place).length > 0 ? place : undefined;
}

/** "Elgin Street 7, K2P 1L5 Ottawa", for people. */
export function placeLine({ address = {}, latitude, longitude }: PlaceItem): string {
  const { street, house, postalCode, city, region, place, floor, room } = address;
  const joined = (...all: readonly (string | undefined)[]): string =>
    all.filter((one) => one !== undefined && one !== "").join(" ");
  const lines = [
    place,
    joined(street, house),
    joined(floor, room),
    joined(postalCode, city),
    region,
  ];
  const written = lines.filter((one) => one !== undefined && one !== "").join(", ");
  if (written !== "") return written;
  return latitude === undefined ? "" : `${latitude}, ${longitude}`;
}

/** "50.08, 14.43" as maps give it to be copied; undefined: it is no such thing. */
export function pointIn(text: string): Pick<PlaceItem, "latitude" | "longitude"> | undefined {
  const [, north, east] = /^\s*(-?\d+(?:\.\d+)?)\s*[,;\s]\s*(-?\d+(?:\.\d+)?)\s*$/.exec(text) ?? [];
  return north === undefined ? undefined : { latitude: Number(north), longitude: Number(east) };
}
