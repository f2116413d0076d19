import type { Claim } from "./claim.ts";
import { controls } from "./rows/controls.ts";
import { forwards } from "./rows/forwards.ts";
import { interrupts } from "./rows/interrupts.ts";
import { page } from "./rows/page.ts";
import { rings } from "./rows/rings.ts";
import { speaks } from "./rows/speaks.ts";
import { times } from "./rows/times.ts";
import { together } from "./rows/together.ts";
import { unanswered } from "./rows/unanswered.ts";
import { waits } from "./rows/waits.ts";

/** In the order of the claims. */
export const claims: readonly Claim[] = [
  controls,
  rings,
  together,
  unanswered,
  forwards,
  waits,
  interrupts,
  speaks,
  times,
  page,
];
