import assert from "node:assert/strict";
import type { Talk } from "../phones/talk.ts";
import type { Town } from "../phones/town.ts";

/** A party, and the tone that it says, in hertz. */
interface Speaker {
  readonly talk: Talk;
  readonly says: number;
}

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

function mustHear(ear: Speaker, { says }: Speaker): void {
  const share = ear.talk.voice.share(says);
  assert.ok(share > 0.9, `who says ${ear.says} Hz hears ${says} Hz: ${share}`);
}
