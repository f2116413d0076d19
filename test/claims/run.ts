/**
 * `npm run claims`: what a personal feature server and an exchange claim to do, done: each claim once
 * in virtual time and again over real sockets. Ladders and an index go to docs/claims/.
 *   npm run claims -- 3 6 A-29           only those
 *   npm run claims -- --sabotage A-29    with that behaviour switched off: the row must fail
 *   npm run claims -- --sabotage A-29 --sockets A-29    in the processes of an exchange and its members
 * Exits with 1 when a row fails. Without `--sockets` a sabotage reaches the virtual call only.
 */
import { parseArgs } from "node:util";
import type { Claim } from "./claim.ts";
import type { FamilyRow } from "./family/familyRow.ts";
import { keep, overSockets, shown } from "./running.ts";
import { sabotage, sabotages } from "./sabotage.ts";

const { values, positionals } = parseArgs({
  options: { sabotage: { type: "string" }, sockets: { type: "boolean", default: false } },
  allowPositionals: true,
});

/** Claims 11 to 20 say the same as 1 to 10. */
function named(word: string): string {
  const id = /^(1[1-9]|20)$/.test(word) ? String(Number(word) - 10) : word.replace(/^a/, "A");
  if (sabotages[id] !== undefined) return id;
  console.error(
    `no claim ${word}: there are 1 to 22, and ${Object.keys(sabotages).slice(12).join(" ")}`,
  );
  return process.exit(2);
}

const isWhole = values.sabotage === undefined;
const { sockets: inProcesses } = values;
if (values.sabotage !== undefined) await switchesOff(named(values.sabotage));
const chosen = positionals.map(named);
const isChosen = (id: string): boolean => chosen.length === 0 || chosen.includes(id);
const [{ claims }, { play }, { familyRows }, { playFamily }, pages] = await Promise.all([
  import("./rows.ts"),
  import("./play.ts"),
  import("./family/rows.ts"),
  import("./family/play.ts"),
  import("./page.ts"),
]);
const sockets = await overSockets(isWhole || inProcesses);

for (const claim of claims.filter(({ number }) => isChosen(`${number}`))) await claimed(claim);
for (const row of familyRows.filter(({ id }) => isChosen(id))) await inFamily(row);
await sockets.close();
if (isWhole) keep(pages.indexPage(claims, familyRows, sockets.names));

/** In this process, or in those that it begins. */
async function switchesOff(row: string): Promise<void> {
  if (!inProcesses) return sabotage(row);
  const { sabotageProcesses } = await import("./sockets/sabotaged.ts");
  sabotageProcesses(row);
}

async function claimed(claim: Claim): Promise<void> {
  const { number, words, wire, telephone } = claim;
  const notes = [`wire: ${wire}`, `telephone: ${telephone}`];
  const told = await shown([`${number}, ${number + 10}`, words, ...notes], () => play(claim));
  if (told !== undefined && isWhole) keep(pages.page(claim, told));
  await sockets.shows(`${number}`);
}

async function inFamily(row: FamilyRow): Promise<void> {
  const notes = [`wire: ${row.wire}`, `people: ${row.people}`];
  const told = await shown([row.id, row.words, ...notes], () => playFamily(row));
  if (told !== undefined && isWhole) keep(pages.familyPage(row, told));
  await sockets.shows(row.id);
}
