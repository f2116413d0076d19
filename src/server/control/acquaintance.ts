/** Whom the owner knows and who is kept off, as the outside may see and change it: plain data. */
import type { Result } from "#kit/result.ts";
import type { Alike } from "#server/contacts/mergePeople.ts";
import type { CallView } from "#server/control/callViews.ts";
import type { Listed } from "#telephony/directing/blocked.ts";
import type { Block } from "#telephony/directing/blocking.ts";
import type { Contact } from "#telephony/directing/facts.ts";
import type { BlockNote } from "#telephony/settings/blockNote.ts";

/** Names the version of the settings that an act has made. */
export interface Edited {
  readonly etag: string;
}

/** Somebody of an address book. */
export interface KnownContact extends Contact {
  readonly numbers: readonly string[];
}

export interface PeopleControl {
  /** Of the address books: read-only here. */
  contacts(): readonly KnownContact[];
  /** Entries that are likely of one person. */
  alike(): readonly Alike[];
  /** One is made of them: the first stays. Problems: `people.unknown`, and those of the settings. */
  merge(ids: readonly string[], who: string): Promise<Result<Edited>>;
}

/** One that is blocked, by name or by number: why, and what it has kept off this month. */
export interface BlockView extends BlockNote {
  readonly is: Block["by"];
  /** Id of the person, or the pattern. */
  readonly what: string;
  readonly name?: string;
  readonly numbers: readonly string[];
  readonly calls: number;
  readonly last?: Pick<CallView, "id" | "began" | "from">;
}

export interface BlockJudgement {
  readonly blocked?: Listed;
  /** It gets through before all that is blocked by number. */
  readonly allowed?: Listed;
  /** Who it is to the owner. */
  readonly name?: string;
  /** The owner's own numbers and those for help are never blocked. */
  readonly never?: "own" | "help";
}

export interface BlockingControl {
  all(): readonly BlockView[];
  /** By name where the owner knows whose number it is. Problems: `blocking.never`, and those of the settings. */
  block(pattern: string, note: BlockNote, who: string): Promise<Result<Block & Edited>>;
  /** Problems: `blocking.unknown`, and those of the settings. */
  unblock(which: Block, who: string): Promise<Result<Edited>>;
  /** Whether such a caller would be stopped now, and by what. */
  judge(from: string): Result<BlockJudgement>;
}
