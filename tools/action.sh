#!/usr/bin/env bash
# The checking step of action.yml. Inputs come as environment variables, never as code.
set -euo pipefail

arguments=(--fail-on "${INPUT_FAIL_ON:-warning}" --lang "${INPUT_LANG:-zh}")
if [ -n "${INPUT_SINCE:-}" ]; then arguments+=(--since "$INPUT_SINCE"); fi
if [ -n "${INPUT_CONFIG_FROM:-}" ]; then arguments+=(--config-from "$INPUT_CONFIG_FROM"); fi
paths=()
if [ -n "${INPUT_PATHS:-}" ]; then read -r -a paths <<< "$INPUT_PATHS"; fi

if [ -n "${INPUT_SARIF_FILE:-}" ]; then
  "$QA_LINT" check "${arguments[@]}" --fail-on never --format sarif --output "$INPUT_SARIF_FILE" \
    -- ${paths[@]+"${paths[@]}"}
fi
"$QA_LINT" check "${arguments[@]}" --format github -- ${paths[@]+"${paths[@]}"}
