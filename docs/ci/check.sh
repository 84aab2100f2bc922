#!/usr/bin/env bash
# Any other runner: fail on what the branch made worse against its upstream.
set -euo pipefail
git fetch --quiet origin main
qa-lint check --since origin/main
