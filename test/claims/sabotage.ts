import assert from "node:assert/strict";
import { registerHooks } from "node:module";
import { familySabotages, type Sabotage } from "./family/familySabotages.ts";

/** By the claim's number or the row's name. The product knows nothing of it: its sources are changed as they are loaded. */
export const sabotages: Readonly<Record<string, Sabotage>> = {
  1: {
    file: "telephony/line/states/idle.ts",
    find: "return behind(quiet, toDialTone(facts));",
    put: "return [state, []];",
  },
  2: {
    file: "telephony/line/states/idle.ts",
    find: "[ringFor(ringing), tell(",
    put: "[tell(",
  },
  3: {
    file: "telephony/call/steps/ring.ts",
    find: 'const wait = order === "inTurn" ? nth > 0 && "turn" : delayed;',
    put: 'const wait = nth > 0 ? "turn" : delayed;',
  },
  4: {
    file: "telephony/call/planRunner.ts",
    find: "if (!next && !choosing) return nextStep(state, rest, attempts, facts);",
    put: "if (!next && !choosing) return nextStep(state, [], attempts, facts);",
  },
  5: {
    file: "telephony/call/steps/forward.ts",
    find: 'rings([to], about.direction === "out" ? callOutFor : forwardFor)',
    put: 'rings(about.direction === "out" ? [to] : [], forwardFor)',
  },
  6: {
    file: "telephony/line/states/talking.ts",
    find: 'if (command.do !== "ring" || leg === call.leg) return undefined;',
    put: "return undefined;",
  },
  7: {
    file: "telephony/call/steps/interrupt.ts",
    find: 'whenBusy: "interrupt",',
    put: 'whenBusy: "wait",',
  },
  8: {
    file: "telephony/call/states/speaking.ts",
    find: 'mode: "receiveOnly"',
    put: 'mode: "normal"',
  },
  9: {
    file: "telephony/directing/condition.ts",
    find: "time !== undefined && isDuring(time, now(), facts.calendars)",
    put: "false",
  },
  10: {
    file: "server/control/settingsControl.ts",
    find: "const wished = withKeptSecrets(document, now);",
    put: "const wished = now;",
  },
  ...familySabotages,
};

/** From now on the behaviour of that claim is off. To be called before the product is loaded. */
export function sabotage(name: string): void {
  const plan = sabotages[name];
  if (!plan) throw new Error(`claim ${name} cannot be switched off`);
  const url = new URL(`../../src/${plan.file}`, import.meta.url).href;
  registerHooks({
    load(loaded, context, next) {
      const result = next(loaded, context);
      if (loaded !== url) return result;
      const parts = String(result.source).split(plan.find);
      assert.equal(parts.length, 2, `${plan.file} has it once: ${plan.find}`);
      return { ...result, source: parts.join(plan.put) };
    },
  });
}
