#!/usr/bin/env bash
# The story of one engagement, told by the commands anyone would use. Documents go to $OUT (left out: out/).
set -euo pipefail
cd "$(dirname "$0")/../.."
here=examples/northlight/harbourline
out=${OUT:-out}

tell() { printf '\n\033[1m%s\033[0m\n' "$1"; }
play() { printf '$ %s\n' "$*"; "$@"; }

tell "The agreement, checked and printed in four formats"
play charter check "$here"
play charter render "$here" --out "$out"

tell "October 2023: a change order in mid-month, by term and by word"
play charter diff "$here" --html "$out/redline.html" --docx "$out/redline.docx"

tell "3 November 2023: an invoice is late, and the consultant may act"
play charter duties "$here" --today 2023-11-03 --until 2023-12-01

tell "What silence and time brought about"
play charter log "$here" --today 2024-04-05 --deemed

tell "The invoices, each line with its clause"
play charter invoice --in "$here" --today 2024-04-05

tell "Why EUR 286.90 of interest?"
play charter explain financials.late_payment/interest/NL-2023-0003/2023-11-27 --in "$here" --today 2024-04-05

tell "20 February 2024: what if the client leaves?"
play charter exit "$here" --today 2024-02-20

tell "5 April 2024: settled"
play charter statement "$here" --today 2024-04-05

printf '\nThe documents are in %s/.\n' "$out"
