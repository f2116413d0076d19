import { type Millis, millis, seconds, type WallTime } from "#kit/time.ts";
import { parseWav } from "#media/audio/wav.ts";
import { shown } from "#server/mailbox/shown.ts";
import type { Message, Store } from "#server/store/store.ts";
import type { Party } from "#telephony/call/leg.ts";
import type { World } from "#world/world.ts";

/** Who called, and when: as far as anybody still knows. */
export interface KnownCall {
  readonly from: Party;
  readonly began: WallTime;
}

export interface LeftMeans {
  readonly world: Pick<World, "clock" | "files" | "log">;
  readonly table: Store["messages"];
  readonly folder: string;
  readonly callOf: (call: string) => KnownCall | undefined;
  readonly keep: (message: Message, length: Millis) => Promise<void>;
  readonly drop: (id: string) => Promise<unknown>;
}

/** Less is nothing that anybody said (as the mailbox machine has it). */
const shortest = seconds(1);

/** A row of no length is a message that is being left. */
export const isFinished = ({ lengthMs }: Message): boolean => lengthMs > 0;

/** A recording's file says of which call it is: should its row be lost, it can still be found. */
export const fileOf = (folder: string, call: string, id: string): string =>
  /^[\w-]{1,64}$/.test(call) ? `${folder}/${call}.${id}.wav` : `${folder}/${id}.wav`;

/** What a process that was killed has left: messages without an end, and recordings without a row. */
export async function finishLeft(of: LeftMeans): Promise<void> {
  for (const message of of.table.all()) if (!isFinished(message)) await finish(message, of);
  const files = await of.world.files.list(of.folder);
  const named = new Set(of.table.all().map(({ file }) => file));
  for (const file of files) if (!named.has(file)) await adopt(file, of);
}

async function finish(message: Message, of: LeftMeans): Promise<void> {
  const { id, file } = message;
  const length = await lengthOf(file, of);
  if (length < shortest) return void (await of.drop(id));
  of.world.log.info(`message/${id} was left when the server went down`, { length });
  await of.keep(message, length);
}

/** Its row was still on its way to the disk. */
async function adopt(file: string, of: LeftMeans): Promise<void> {
  const { files, log, clock } = of.world;
  const [, call, id] = /\/([\w-]+)\.([\w-]+)\.wav$/.exec(file) ?? [];
  if (call === undefined || id === undefined)
    return log.warn(`${file} belongs to no message; it is left where it is`);
  const length = await lengthOf(file, of);
  if (length < shortest) return void (await files.remove(file));
  const known = of.callOf(call);
  const received = known?.began ?? clock.wallTime();
  const from = known ? shown(known.from) : {};
  log.warn(`message/${id} was found without its row, and is kept`, { call, length });
  await of.keep({ id, from, received, lengthMs: 0, heard: false, call, file }, length);
}

/** As much as there is of it, whenever the power went. */
async function lengthOf(file: string, { world }: LeftMeans): Promise<Millis> {
  const read = await world.files.read(file);
  const wav = read.ok ? parseWav(read.value) : read;
  return wav.ok ? millis((wav.value.samples.length / wav.value.rate) * 1000) : millis(0);
}
