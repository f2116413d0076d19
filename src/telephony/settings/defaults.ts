/** A server that works before anyone touches it. */
import { document, type Settings, type SettingsInput } from "./settings.ts";

export const defaults: Settings = document.parse({});

/** The defaults with what the machine knows of its surroundings; `known` must be valid. */
export const defaultsIn = (known: NonNullable<SettingsInput["owner"]>): Settings =>
  document.parse({ owner: known });
