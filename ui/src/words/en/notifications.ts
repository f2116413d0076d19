/** Settings → Notifications, in English. */
export const notifications = {
  "settings.tab.notifications": "Notifications",
  "notifications.title": "When somebody calls",
  "notifications.why":
    "When no page is open, this browser can still tell you that somebody calls. The caller hears ringing for up to twelve seconds while you open the page.",
  "notifications.state.on": "This browser tells you when somebody calls.",
  "notifications.state.off": "This browser is silent when no page is open.",
  "notifications.state.denied":
    "Notifications are blocked for this page. Allow them in the browser’s settings for this site, then come back.",
  "notifications.state.noTelephone":
    "This browser is no telephone. Say first which telephone it is.",
  "notifications.state.unable": "This browser cannot show notifications.",
  "notifications.state.appleTab":
    "Add this page to the Home Screen first, with Share, and open it from there.",
  "notifications.state.insecure":
    "This page came without encryption, and then no browser shows notifications. Open it by https.",
  "notifications.state.framed":
    "Inside another page no browser shows notifications. Open this page in a tab of its own.",
  "notifications.turnOn": "Turn on",
  "notifications.turnOff": "Turn off",
  "notifications.failed":
    "That did not work: the browser’s push service or your server could not be reached. Try again later.",
  "notifications.leaves":
    "Who calls goes encrypted through your browser’s push service, which sees only when something comes, and from where.",
} as const;
