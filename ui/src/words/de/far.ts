import { about } from "./about.ts";
import { accounts } from "./accounts.ts";
import { addDevice } from "./addDevice.ts";
import { backups } from "./backups.ts";
import { blocking } from "./blocking.ts";
import { calls } from "./calls.ts";
import { changed } from "./changed.ts";
import { checks } from "./checks.ts";
import { devices } from "./devices.ts";
import { editing } from "./editing.ts";
import { emergency } from "./emergency.ts";
import { family } from "./family.ts";
import { goingOut } from "./goingOut.ts";
import { greetings } from "./greetings.ts";
import { handling } from "./handling.ts";
import { integrations } from "./integrations.ts";
import { network } from "./network.ts";
import { notifications } from "./notifications.ts";
import { oneCall } from "./oneCall.ts";
import { oneDevice } from "./oneDevice.ts";
import { onePerson } from "./onePerson.ts";
import { people } from "./people.ts";
import { rules } from "./rules.ts";
import { search } from "./search.ts";
import { settings } from "./settings.ts";
import { setup } from "./setup.ts";
import { signIn } from "./signIn.ts";
import { tryIt } from "./tryIt.ts";
import { voicemail } from "./voicemail.ts";
import { week } from "./week.ts";

/** In German, what the screens say that are seldom open: fetched when they are. */
export const far = {
  ...accounts,
  ...emergency,
  ...integrations,
  ...goingOut,
  ...addDevice,
  ...rules,
  ...greetings,
  ...handling,
  ...editing,
  ...calls,
  ...changed,
  ...checks,
  ...devices,
  ...about,
  ...backups,
  ...family,
  ...network,
  ...notifications,
  ...oneCall,
  ...oneDevice,
  ...onePerson,
  ...people,
  ...blocking,
  ...search,
  ...settings,
  ...setup,
  ...signIn,
  ...tryIt,
  ...voicemail,
  ...week,
};
