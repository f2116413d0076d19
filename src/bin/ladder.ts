/** `ringwise ladder CALL`: what went over the wires in a call, as it was kept with it. */
import { parseArgs } from "node:util";
import { ladder as drawn, mermaid } from "#world/ladder.ts";
import { callIn, folderOf, openFolder } from "./dataFolder.ts";
import { stop } from "./exit.ts";

const flag = { type: "boolean" } as const;

export async function ladder(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { data: { type: "string" }, mermaid: flag, json: flag },
    allowPositionals: true,
  });
  const [id] = positionals;
  if (id === undefined) stop(2, "usage: ringwise ladder CALLID | last [--mermaid | --json]");
  const store = openFolder(folderOf(values.data));
  const { ladder: rows, record } = callIn(store, id);
  await store.close();
  if (values.json) console.log(JSON.stringify(rows, null, 2));
  else if (rows.length === 0) stop(1, `no message of call ${record.id} was kept`);
  else console.log(values.mermaid ? mermaid(rows) : drawn(rows));
}
