/**
 * An evening in a house with two analogue telephones, as a story: what each of them hears and shows,
 * and what people do. A whole server in virtual time; the clock is set forward between the scenes.
 */
import { wallTime } from "#kit/time.ts";
import type { ExchangeBlock, SetBlock } from "#media/loop/loop.ts";
import { localTime } from "#telephony/directing/localTime.ts";
import { number, ring, settingsOf } from "../calls/household.ts";
import type { Person } from "../phones/person.ts";
import type { Sensed } from "../phones/set/sensed.ts";
import { TelephoneSet } from "../phones/set/telephoneSet.ts";
import { Town } from "../phones/town.ts";

/** One line of the story. */
export interface Told {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly who: string;
  readonly what: string;
}

const rooms = ["kitchen", "bedroom"] as const;
type Room = (typeof rooms)[number];
const margaret = "+442079460123";
const doctor = "+16135550171";
const cottage = "6135550188";

/** At night calls go to the mailbox at once; else both telephones ring. */
const settings = settingsOf([], {
  devices: rooms.map((id) => ({ id, kind: "analog" })),
  people: [
    { id: "margaret", name: "Margaret", numbers: [margaret] },
    { id: "doctor", name: "Dr Chen", numbers: [doctor] },
  ],
  times: [
    {
      id: "night",
      name: "Night",
      weekly: [{ days: ["fri"], from: "22:00", to: "07:00" }],
    },
  ],
  rules: [
    {
      id: "night",
      name: "Night",
      when: { is: "during", time: "night" },
      then: [{ do: "mailbox" }],
    },
    { id: "all", name: "All", when: { is: "always" }, then: [{ ...ring(...rooms), for: 60 }] },
  ],
});

class House {
  readonly town: Town;
  readonly others: Person;
  readonly sets: Readonly<Record<Room, TelephoneSet>>;
  readonly #told: Told[] = [];
  readonly #began: number;

  private constructor(town: Town, others: Person, sets: Readonly<Record<Room, TelephoneSet>>) {
    this.town = town;
    this.others = others;
    this.sets = sets;
    this.#began = town.sim.clock.wallTime() - sets.kitchen.now;
    for (const room of rooms) sets[room].sensed.length = 0;
  }

  static async open(began: string): Promise<House> {
    const sets = { kitchen: new TelephoneSet(), bedroom: new TelephoneSet() };
    const loops = Object.fromEntries(
      rooms.map((room) => [
        room,
        { exchange: (block: ExchangeBlock): SetBlock => sets[room].step(block) },
      ]),
    );
    const town = await Town.open(settings, { began, loops });
    const others = await town.person("others", "192.0.2.10", 1000);
    await town.runs(3000); // the lamps' first message
    return new House(town, others, sets);
  }

  /** Somebody does something, and so many seconds pass. */
  async next(who: string, what: string, seconds: number, does: () => unknown): Promise<void> {
    this.#told.push({ at: this.town.sim.clock.wallTime(), who, what });
    await does();
    await this.town.runs(seconds * 1000);
  }

  /** All that happened, in its order. */
  told(): readonly Told[] {
    const sensed = rooms.flatMap((room) =>
      this.sets[room].sensed.filter(isNew).map((sense) => ({
        at: this.#began + sense.at,
        who: `the ${room} telephone`,
        what: inWords(sense),
      })),
    );
    return [...this.#told, ...sensed].toSorted((a, b) => a.at - b.at);
  }
}

/** A tone is told once, and again when its rhythm is known; that it ended goes without saying. */
function isNew(sense: Sensed, nth: number, all: readonly Sensed[]): boolean {
  if (sense.on === "toneOver") return false;
  if (sense.on !== "tone") return true;
  const before = all[nth - 1];
  return before?.on !== "tone" || sounds(before.tone) !== sounds(sense.tone);
}

/** Its frequencies, and its rhythm when it has one: `350+440 Hz 0.1/0.1`. */
function sounds(tone: string): string {
  const [hertz, ...rhythm] = tone.split(" ");
  return [hertz, "Hz", ...rhythm.filter((part) => part.includes("/"))].join(" ");
}

function inWords(sense: Sensed): string {
  switch (sense.on) {
    case "ringBegan":
      return "rings";
    case "ringEnded":
      return `is quiet after ${sense.lasted / 1000} s`;
    case "caller":
      return `shows ${sense.text}`;
    case "tone":
      return `hears ${sounds(sense.tone)}`;
    case "sound":
      return "hears somebody";
    case "lamp":
      return `lights its lamp: ${sense.lit ? "messages wait" : "off"}`;
    case "alert":
      return "hears that caller ID follows";
    case "feed":
      return `sees its line ${sense.feed}`;
    default:
      return `notices: ${sense.on}`;
  }
}

/** Two calls at once, and nobody is forgotten. */
async function supper(): Promise<House> {
  const house = await House.open("2026-11-27T18:05:00-05:00");
  const { others, sets } = house;
  const { kitchen } = sets;
  await house.next("Margaret", "calls from London", 7, () =>
    others.calls(number, { from: margaret }),
  );
  await house.next("Ada", "lifts in the kitchen", 3, () => kitchen.lift());
  const first = others.talk;
  await house.next("Dr Chen", "calls too", 5, () => others.calls(number, { from: doctor }));
  const second = others.talk;
  await house.next("Ada", "flashes: Dr Chen, and Margaret is held", 3, () => kitchen.flash(500));
  await house.next("Ada", "flashes again: Margaret", 3, () => kitchen.flash(500));
  await house.next("Ada", "hangs up, with Dr Chen still held", 3, () => kitchen.hangUp());
  await house.next("Ada", "lifts again: Dr Chen", 2, () => kitchen.lift());
  await house.next("Dr Chen", "hangs up", 1, () => second.hangsUp());
  await house.next("Ada", "hangs up", 2, () => kitchen.hangUp());
  if (!first.isOver) throw new Error("Margaret was forgotten");
  return house;
}

/** All calls go to the cottage. */
async function leaving(): Promise<House> {
  const house = await House.open("2026-11-27T19:30:00-05:00");
  const { others, sets } = house;
  const { bedroom } = sets;
  await house.next("Ada", "lifts in the bedroom", 2, () => bedroom.lift());
  await house.next("Ada", "presses *72", 2, () => bedroom.press("*72"));
  await house.next("Ada", `presses ${cottage}`, 5, () => bedroom.press(cottage));
  await house.next("Ada", "hangs up", 2, () => bedroom.hangUp());
  const caller = await others.calls(number, { from: margaret });
  await house.next("Margaret", "calls; it rings at the cottage", 3, () => undefined);
  caller.hangsUp();
  await house.next("Margaret", "gives up", 1, () => undefined);
  return house;
}

/** At night nobody is woken. */
async function night(): Promise<House> {
  const house = await House.open("2026-11-27T22:40:00-05:00");
  const { others, sets } = house;
  const { kitchen } = sets;
  await house.next("Margaret", "calls, and speaks to the mailbox", 20, () =>
    others.calls(number, { from: margaret }),
  );
  await house.next("Margaret", "hangs up", 3, () => others.talk.hangsUp());
  await house.next("Ada", "lifts in the kitchen: messages wait", 2, () => kitchen.lift());
  await house.next("Ada", "hangs up", 2, () => kitchen.hangUp());
  return house;
}

export const scenes = { supper, leaving, night };

/** As a clock in Toronto shows it, who, and what. */
export function written({ at, who, what }: Told): string {
  const { minute } = localTime(wallTime(at), "America/Toronto");
  const clock = [Math.floor(minute / 60), minute % 60, Math.floor(at / 1000) % 60].map(twoDigits);
  return `${clock.join(":")}  ${who.padEnd(22)} ${what}`;
}
const twoDigits = (count: number): string => String(count).padStart(2, "0");
