import { Lock, LockOpen } from "lucide-react";
import { useState } from "react";
import { MoreMenu } from "../../../kit/moreMenu.tsx";
import { useConnected, useNow, usePage } from "../../../kit/page.tsx";
import { Press } from "../../../kit/parts.tsx";
import { ageOf, kindOf, sizeOf } from "./file.ts";
import { OpenBackup } from "./openBackup.tsx";
import { RemoveBackup } from "./removeBackup.tsx";
import { type Backup, fileOf } from "./useBackups.ts";

/** A line of the list: of when it is, how large, and whether it is sealed. */
export function OneBackup({ backup }: { readonly backup: Backup }) {
  const { words } = usePage();
  const { say } = words;
  const connected = useConnected();
  const now = useNow(60_000);
  const [open, setOpen] = useState<"inside" | "remove">();
  const { name, made, size, sealed } = backup;
  const moment = words.moment(made);
  const close = (): void => setOpen(undefined);
  const Sealed = sealed ? Lock : LockOpen;
  return (
    <li className="backup">
      <div className="grow">
        <div className="name">{moment}</div>
        <div className="muted small num">
          {say("backups.line", {
            kind: kindOf(name),
            age: say("backups.age", ageOf(now - made)),
            size: say("backups.size", sizeOf(size)),
          })}
        </div>
        <div className={`small backup-seal ${sealed ? "muted" : "open"}`}>
          <Sealed size={14} aria-hidden="true" />
          {say(sealed ? "backups.sealed" : "backups.open")}
        </div>
      </div>
      <Press
        aria-label={say("backups.lookLabel", { moment })}
        isDisabled={!connected}
        onPress={() => setOpen("inside")}
      >
        {say("backups.look")}
      </Press>
      <MoreMenu
        label={say("backups.more", { moment })}
        acts={[
          { id: "download", text: say("backups.download"), href: fileOf(name), download: name },
          {
            id: "remove",
            text: say("backups.remove"),
            look: "red",
            isDisabled: !connected,
            act: () => setOpen("remove"),
          },
        ]}
      />
      {open === "inside" && <OpenBackup backup={backup} close={close} />}
      {open === "remove" && <RemoveBackup backup={backup} close={close} />}
    </li>
  );
}
