/** Loaded into a process before the program is (`--import`): what is named in its environment is off there. */
import { fileURLToPath } from "node:url";
import { sabotage } from "../sabotage.ts";

const variable = "TEST_SABOTAGE";
const name = process.env[variable];
if (name !== undefined) sabotage(name);

/** From now on it is off in each process that this one begins. */
export function sabotageProcesses(row: string): void {
  process.env["NODE_OPTIONS"] = `--import ${fileURLToPath(import.meta.url)}`;
  process.env[variable] = row;
}
