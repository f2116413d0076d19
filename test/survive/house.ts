/** The house whose server is killed: a carrier, and seats, each with three telephones and numbers of its own. */

export const password = "a-long-secret";

/** At one seat the kitchen is called, the study calls, the hall rings when a server is back. */
export const places = ["kitchen", "study", "hall"] as const;
export type Place = (typeof places)[number];

/** What its telephone registers as. */
export const nameOf = (place: Place, seat: number): string => `${place}${seat}`;

const hundreds = { kitchen: 1, study: 2, hall: 3 } as const;
/** What is called to ring there. */
export const numberOf = (place: Place, seat: number): string =>
  `+16135550${hundreds[place]}0${seat}`;

/** What is called to leave a message; its greeting is `greeting`, and short. */
export const mailboxNumber = "+16135550900";
export const greeting = "short";

export const mostSeats = 4;
const seats = Array.from({ length: mostSeats }, (_, seat) => seat);
const all = seats.flatMap((seat) =>
  places.map((place) => ({ id: nameOf(place, seat), number: numberOf(place, seat) })),
);

/** Numbers that begin so are called through SIPp. */
const throughSipp = "6135558";

/** The nth number that nobody else has: ten digits. */
export const newNumberOf = (nth: number, by: "carrier" | "sipp"): string =>
  (by === "sipp" ? throughSipp : "6135551") + String(nth).padStart(3, "0");

const account = (id: string, host: string, port: number): object => ({
  ...{ id, kind: "carrier", transport: "udp", register: false },
  server: `${host.includes(":") ? `[${host}]` : host}:${port}`,
});

/** Its settings document, with a carrier and SIPp at those ports. */
export const houseOf = (host: string, carrier: number, sipp: number): object => ({
  version: 1,
  owner: { name: "Ada", timeZone: "America/Toronto", country: "CA" },
  numbers: [...all, { id: "mailbox", number: mailboxNumber }],
  devices: all.map(({ id }) => ({ id, kind: "sip", secret: password, flash: "sent" })),
  accounts: [account("carrier", host, carrier), account("sipp", host, sipp)],
  outgoing: {
    route: ["carrier"],
    routes: [{ id: "sipp", when: { is: "to", like: `${throughSipp}*` }, through: ["sipp"] }],
  },
  rules: [
    ...all.map(({ id }) => ({ when: { is: "called", number: id }, ...ringing(id) })),
    {
      ...{ id: "mailbox", name: "Mailbox", when: { is: "called", number: "mailbox" } },
      then: [{ do: "mailbox", greeting }],
    },
    { when: { is: "always" }, ...ringing(nameOf("kitchen", 0)), id: "rest" },
  ],
});

const ringing = (id: string): object => ({
  id,
  name: id,
  then: [{ do: "ring", targets: [{ device: id }], for: 30 }],
});
