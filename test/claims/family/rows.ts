import type { FamilyRow } from "./familyRow.ts";
import { changes, directs, knowsMany } from "./rows/directs.ts";
import { byItsPage, coupled } from "./rows/joins.ts";
import { straight, strict, withoutIt } from "./rows/members.ts";
import { attends, behindRouters, inOneProcess } from "./rows/places.ts";
import { byStarCode, lets, refuses, saysWhy, whileAway } from "./rows/refuses.ts";
import { deep, twoSets } from "./rows/tiers.ts";

/** In the order of docs/claims. */
export const familyRows: readonly FamilyRow[] = [
  directs,
  knowsMany,
  changes,
  refuses,
  lets,
  byStarCode,
  whileAway,
  saysWhy,
  withoutIt,
  strict,
  straight,
  deep,
  twoSets,
  byItsPage,
  coupled,
  behindRouters,
  inOneProcess,
  attends,
];
