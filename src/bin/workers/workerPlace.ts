/** Of a process that is one of several: which one, and where it meets the others. Told by its parent alone. */
import type { OpeningCrew } from "#exchange/openExchange.ts";
import { openCrew } from "#exchange/workers/crew.ts";
import { sharedNetwork } from "#world/node/nodeNetwork.ts";
import { nodeSiblings } from "#world/node/nodeSiblings.ts";

export interface WorkerPlace {
  readonly own: number;
  readonly count: number;
  /** A folder that nobody else may enter. */
  readonly folder: string;
  /** Names this run of the exchange. */
  readonly run: string;
  /** The attendant's password, of this run alone. */
  readonly attendant: string;
}

const variable = "RINGWISE_WORKER";

export const withPlace = (place: WorkerPlace) => ({
  ...process.env,
  [variable]: JSON.stringify(place),
});

/** Undefined: this process is no worker. Ends with its parent, however that ends. */
export function workerPlace(): WorkerPlace | undefined {
  const told = process.env[variable];
  if (told === undefined || process.send === undefined) return undefined;
  delete process.env[variable];
  process.once("disconnect", () => process.exit(1));
  return JSON.parse(told) as WorkerPlace;
}

export async function crewOf({ folder, own, count, run }: WorkerPlace): Promise<OpeningCrew> {
  return { crew: openCrew(await nodeSiblings(folder, own, count)), run, network: sharedNetwork };
}
