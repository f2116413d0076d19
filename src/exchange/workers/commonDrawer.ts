import type { Drawer } from "#exchange/store/drawer.ts";
import type { Crew } from "#exchange/workers/crew.ts";
import { listeners } from "#kit/listeners.ts";

/** What one worker writes into the drawer of all, the others look at again. */
export function commonDrawer(inner: Drawer, crew: Pick<Crew, "shares">): Drawer {
  const others = listeners<string | undefined>();
  const tell = crew.shares<{ readonly key?: string | undefined }>("drawer", {
    heard: ({ key }) => others.tell(key),
  });
  inner.changes((key) => tell({ key }));
  return {
    ...inner,
    changes: (listener) => {
      const ears = [inner.changes(listener), others.listen(listener)];
      return () => {
        for (const ear of ears) ear();
      };
    },
  };
}
