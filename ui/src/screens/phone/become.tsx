import { newId } from "#kit/newId.ts";
import { useChange } from "../../kit/change.ts";
import { useIsOwner, usePage, useSettings } from "../../kit/page.tsx";
import { Press, Trouble } from "../../kit/parts.tsx";
import { useBecome } from "../../shell/ownDevice.ts";

/** This browser is one of the telephones there are, or a new one. */
export default function BecomeTelephone() {
  const { words } = usePage();
  const settings = useSettings();
  const become = useBecome();
  const { change, error, isPending } = useChange();
  const isOwner = useIsOwner();
  const devices = settings?.devices ?? [];
  const browsers = devices.filter(({ kind }) => kind === "browser");

  async function make(): Promise<void> {
    const id = newId("browser", devices);
    const name = words.say("devices.browserTitle");
    const device = {
      id,
      kind: "browser",
      name: browsers.length > 0 ? `${name} ${browsers.length + 1}` : name,
    };
    const done = await change((now) => ({ ...now, devices: [...(now.devices ?? []), device] }));
    if (done) become(id);
  }
  return (
    <section className="card stack gap-small">
      <p>{words.say("phone.none.text")}</p>
      <div className="row wrap">
        {browsers.map(({ id, name = id }) => (
          <Press key={id} look="primary" onPress={() => become(id)}>
            {words.say("phone.none.as", { name })}
          </Press>
        ))}
        {isOwner && (
          <Press isDisabled={isPending || !settings} onPress={() => void make()}>
            {words.say("phone.none.make")}
          </Press>
        )}
      </div>
      <Trouble error={error} />
    </section>
  );
}
