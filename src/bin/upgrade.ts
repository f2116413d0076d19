/** `ringwise upgrade [--data FOLDER]`: what is installed now takes over from the server of that folder, calls included. */
import { once } from "node:events";
import { connect } from "node:net";
import { parseArgs } from "node:util";
import { folderOf } from "./dataFolder.ts";
import { stop } from "./exit.ts";
import { type Outcome, upgradePlace } from "./upgrades.ts";

export async function upgrade(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { data: { type: "string" } } });
  const folder = folderOf(values.data);
  const asker = connect(upgradePlace(folder));
  let told = "";
  asker.on("data", (data) => {
    told += String(data);
  });
  try {
    await once(asker, "end");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    stop(1, `ringwise upgrade: no ringwise supervise has the folder ${folder} (${code})`);
  }
  if (told === "") stop(1, "ringwise upgrade: the supervisor has ended");
  const { isNew, said } = JSON.parse(told) as Outcome;
  if (!isNew) stop(1, `ringwise upgrade: ${said}`);
  console.log(said);
}
