import assert from "node:assert/strict";
import type { Talk } from "../phones/talk.ts";
import type { Town } from "../phones/town.ts";

/** A party, and the tone that it says, in hertz. */
export interface Speaker {
  readonly talk: Talk;
  readonly says: number;
}

export const at = (talk: Talk, says: number): Speaker => ({ talk, says });

/** From now on each of the two hears the other's tone. */
export async function hearEachOther(
  town: Pick<Town, "runs">,
  one: Speaker,
  other: Speaker,
): Promise<void> {
  one.talk.voice.forget();
  other.talk.voice.forget();
  await town.runs(1000);
  mustHear(one, other);
  mustHear(other, one);
}

/** The same; then that one hangs up, the other knows it, and nothing of it is left. */
export async function talkAndHangUp(
  town: Pick<Town, "runs" | "mustBeIdle">,
  one: Speaker,
  other: Speaker,
): Promise<void> {
  await hearEachOther(town, one, other);
  one.talk.hangsUp();
  await town.runs(1000);
  assert.ok(other.talk.isOver, "the other is told");
  await town.mustBeIdle();
}

/** Each of the two holds the other and takes it back, and hears it again. */
export async function eachHolds(
  town: Pick<Town, "runs">,
  one: Speaker,
  other: Speaker,
): Promise<void> {
  for (const { talk } of [one, other]) {
    talk.holds();
    await town.runs(1000);
    talk.resumes();
    await town.runs(1000);
    await hearEachOther(town, one, other);
  }
}

/** Each hears every other, and not itself. */
export async function hearAll(town: Pick<Town, "runs">, all: readonly Speaker[]): Promise<void> {
  await town.runs(2000);
  for (const ear of all)
    for (const { talk, says } of all) {
      const part = ear.talk.voice.lately(says);
      assert.ok(talk === ear.talk ? part < 0.05 : part > 0.1, `${ear.says} hears ${says}: ${part}`);
    }
}

function mustHear(ear: Speaker, { says }: Speaker): void {
  const share = ear.talk.voice.share(says);
  assert.ok(share > 0.9, `who says ${ear.says} Hz hears ${says} Hz: ${share}`);
}
