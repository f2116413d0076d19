import assert from "node:assert/strict";
import type { ExchangeBlock, SetBlock } from "#media/loop/loop.ts";
import { settingsOf } from "../calls/household.ts";
import type { Person } from "../phones/person.ts";
import { inWords } from "../phones/set/inWords.ts";
import { TelephoneSet } from "../phones/set/telephoneSet.ts";
import type { Talk } from "../phones/talk.ts";
import { type Heard, heardIn } from "../phones/tone.ts";
import { Town } from "../phones/town.ts";

/** What the people of a claim say all the time, in hertz. */
export const tones = { carrier: 1000, another: 600, telephone: 700 } as const;

const devices = [
  { id: "telephone", kind: "analog" },
  { id: "another", kind: "sip", secret: "a-long-secret" },
];

/** A household for a claim: `then` is what becomes of every call, unless `more` has other rules. */
export const claimSettings = (then: readonly object[], more: object = {}): object =>
  settingsOf(then, { devices, ...more });

interface Parts {
  readonly town: Town;
  readonly carrier: Person;
  readonly another: Person;
  readonly telephone: TelephoneSet;
  readonly heard: readonly number[];
}

/**
 * The household in which each claim is shown, in virtual time: *the telephone* is a set on an
 * analogue line that knows nothing but current, ringing voltage and sound; *another* is a SIP
 * telephone in the house; the carrier's end is whoever calls or is called outside.
 */
export class ClaimHouse {
  readonly town: Town;
  readonly carrier: Person;
  readonly another: Person;
  readonly telephone: TelephoneSet;
  /** What the earpiece gave. */
  readonly #heard: readonly number[];
  #read = 0;
  #began = 0;

  private constructor(parts: Parts) {
    this.town = parts.town;
    this.carrier = parts.carrier;
    this.another = parts.another;
    this.telephone = parts.telephone;
    this.#heard = parts.heard;
  }

  static async open(settings: object, began?: string): Promise<ClaimHouse> {
    const telephone = new TelephoneSet();
    const heard: number[] = [];
    const exchange = (block: ExchangeBlock): SetBlock => {
      const answer = telephone.step(block);
      if (telephone.isLifted) heard.push(...telephone.heard);
      return answer;
    };
    const town = await Town.open(settings, {
      loops: { telephone: { exchange } },
      ...(began !== undefined && { began }),
    });
    const carrier = await town.person("carrier", "192.0.2.10", tones.carrier);
    const another = await town.phone("another", tones.another);
    const house = new ClaimHouse({ town, carrier, another, telephone, heard });
    await town.runs(3000); // the lamp's first message
    house.begins();
    return house;
  }

  begins(): void {
    this.town.begins();
    this.telephone.sensed.length = 0;
    this.#began = this.telephone.now;
    this.#read = 0;
  }

  runs(ms: number): Promise<void> {
    return this.town.runs(ms);
  }

  /** What the telephone noticed since it was last asked: `ringBegan`, `shows 6135550100`. */
  noticed(): readonly string[] {
    const fresh = this.telephone.sensed.slice(this.#read).map(inWords);
    this.#read = this.telephone.sensed.length;
    return fresh;
  }

  /** The person at the telephone says their tone for so many seconds. */
  speaks(seconds: number): void {
    const turn = (2 * Math.PI * tones.telephone) / 8000;
    this.telephone.say(
      Int16Array.from({ length: seconds * 8000 }, (_, i) => 6000 * Math.sin(turn * i)),
    );
  }

  /** Share of that tone, alone, in what the earpiece gave in the last half second. */
  hears(hertz: number): number {
    return this.#last(4000).share(hertz);
  }

  /** Its part, beside whatever else, of what the earpiece gave in the last second. */
  hearsOf(hertz: number): number {
    return this.#last(8000).lately(hertz);
  }

  #last(samples: number): Heard {
    return heardIn(
      this.#heard.slice(-samples).map((sample) => sample / 32_768),
      8000,
    );
  }

  /** The person at the telephone and the one at the end of this call hear each other. */
  async talks(with_: Talk, hertz: number): Promise<void> {
    this.speaks(2);
    await this.runs(700);
    with_.voice.forget();
    await this.runs(700);
    assert.ok(with_.voice.share(tones.telephone) > 0.9, "the telephone is heard there");
    assert.ok(this.hears(hertz) > 0.9, "and hears them");
    await this.runs(1000);
  }

  /** What the server said and was told, and what the telephone noticed meanwhile. */
  told(): string {
    const noticed = this.telephone.sensed.filter(({ on }) => on !== "toneOver");
    const senses = noticed.map(
      (sense) => `${((sense.at - this.#began) / 1000).toFixed(3).padStart(7)}  ${inWords(sense)}`,
    );
    return [this.town.ladder(), "", "At the telephone:", "", ...senses].join("\n");
  }

  /** Everybody hangs up, and nothing of all this is left. */
  async ends(): Promise<void> {
    this.telephone.hangUp();
    for (const { talks } of this.town.people)
      for (const talk of talks) if (!talk.isOver) talk.hangsUp();
    await this.runs(5000);
    await this.town.mustBeIdle();
  }
}
