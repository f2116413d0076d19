import { familyStories } from "./familyStories.ts";
import { FamilyStreet } from "./familyStreet.ts";

/** The rows of an exchange and its members over real sockets: one street, opened for the first of them. */
export function streetStories() {
  let street: Promise<FamilyStreet> | undefined;
  return {
    async opens(): Promise<void> {
      street ??= FamilyStreet.open();
      await street;
    },
    async plays(id: string): Promise<void> {
      street ??= FamilyStreet.open();
      const opened = await street;
      for (const story of familyStories) if (story.id === id) await story.play(opened);
    },
    async close(): Promise<void> {
      await street?.then(
        (opened) => opened.close(),
        () => undefined, // it has closed itself, and the row has said why
      );
    },
  };
}
