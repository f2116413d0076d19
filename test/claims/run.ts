/**
 * `npm run claims`: what a personal feature server claims to do, done: each claim once in virtual
 * time and, where baresip is installed, again over real sockets. Ladders go to docs/claims/.
 *   npm run claims -- 3 6              only those
 *   npm run claims -- --sabotage 6     with the behaviour of claim 6 switched off: row 6 must fail
 * Exits with 1 when a row fails. A sabotage reaches the virtual call only.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Claim } from "./claim.ts";
import { sabotage } from "./sabotage.ts";

const { values, positionals } = parseArgs({
  options: { sabotage: { type: "string" } },
  allowPositionals: true,
});
/** Claims 11 to 20 say the same as 1 to 10. */
function asMethod(word: string): number {
  if (/^([1-9]|1\d|20)$/.test(word)) return ((Number(word) - 1) % 10) + 1;
  console.error(`no claim ${word}: there are 1 to 20`);
  return process.exit(2);
}

if (values.sabotage !== undefined) sabotage(asMethod(values.sabotage));
const { claims } = await import("./rows.ts");
const { play } = await import("./play.ts");
const { page } = await import("./page.ts");
const { playOverSockets } = await import("./sockets/play.ts");
const { socketClaims } = await import("./sockets/rows.ts");
const { noSockets } = await import("./sockets/socketHouse.ts");
const without = values.sabotage === undefined ? noSockets() : "the behaviour is switched off";

const chosen = positionals.map(asMethod);
const rows = claims.filter(({ number }) => chosen.length === 0 || chosen.includes(number));
for (const claim of rows) {
  const { said, told } = await tried(() => play(claim));
  console.log(`${said}  ${claim.number}, ${claim.number + 10}  ${claim.words}`);
  console.log(`      wire: ${claim.wire}`);
  console.log(`      telephone: ${claim.telephone}`);
  if (said === "fail") failed(told);
  else if (values.sabotage === undefined) keep(claim, told);
  await overSockets(claim.number);
}

async function overSockets(number: number): Promise<void> {
  const claim = socketClaims.find((one) => one.number === number);
  if (!claim || without !== undefined)
    return console.log(`      over sockets: not shown, ${without ?? "virtual only"}`);
  const { said, told } = await tried(() => playOverSockets(claim).then(() => ""));
  console.log(`      over sockets: ${said}`);
  if (said === "fail") failed(told);
}

function failed(why: string): void {
  console.log(`      ${why}`);
  process.exitCode = 1;
}

type Outcome = { readonly said: "pass" | "fail"; readonly told: string };

async function tried(plays: () => Promise<string>): Promise<Outcome> {
  try {
    return { said: "pass", told: await plays() };
  } catch (error) {
    return { said: "fail", told: String(error).split("\n")[0] ?? "" };
  }
}

function keep(claim: Claim, told: string): void {
  const { file, text } = page(claim, told);
  const url = new URL(`../../${file}`, import.meta.url);
  mkdirSync(fileURLToPath(new URL(".", url)), { recursive: true });
  writeFileSync(url, text);
}
