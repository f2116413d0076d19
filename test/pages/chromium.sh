#!/bin/sh
# Playwright gives a browser a session of its own, and Linux shares its time out among sessions before
# it asks who of them is nice: such a one is told.
if [ "$(cut -d ' ' -f 6 /proc/$$/stat)" = $$ ]; then
  { nice >/proc/$$/autogroup; } 2>/dev/null
fi
exec /usr/bin/chromium "$@"
