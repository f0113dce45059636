#!/usr/bin/env bash
# The story of one engagement, told by the commands anyone would use. Documents go to $OUT (left out: out/).
set -euo pipefail
cd "$(dirname "$0")/../.."
here=examples/northlight/harbourline
out=${OUT:-out}

if [ -t 1 ] && [ -z "${NO_COLOR+set}" ]; then bold=$'\033[1m' dim=$'\033[2m' plain=$'\033[0m'; else bold='' dim='' plain=''; fi
scene() { printf '\n\n%s%s%s\n' "$bold" "$1" "$plain"; }
tell() { printf '%s\n' "$@"; }
play() { printf '\n%s$ %s%s\n' "$dim" "$*" "$plain"; "$@"; }

scene "Harbourline engages Mara as its fractional CTO"
tell "Mara Lindqvist works 64 hours a month for a logistics company in Hamburg, from August 2023 on." \
  "What they agreed is one file of plain terms, agreement.toml; what then happened is journal.toml." \
  "Everything below follows from these two, and names its clause. All of it is fictional."

scene "1. The agreement is checked, and printed in four formats"
play charter check "$here"
play charter render "$here" --out "$out"

scene "2. October 2023: more hours, from the middle of the month on"
tell "A signed change order, amendments/1.toml. What does it bring about?"
play charter diff "$here" --no-words --html "$out/redline.html" --docx "$out/redline.docx"

scene "3. 3 November 2023: an invoice is late"
tell "Who owes what, by when? And what may Mara do about it?"
play charter duties "$here" --today 2023-11-03 --until 2023-12-01

scene "4. What nobody wrote down"
tell "The client never said yes to the audit, and did not pay for weeks. The clauses say what silence and time do."
play charter log "$here" --today 2024-04-05 --deemed

scene "5. The invoices, line by line"
tell "See no. 4, where half of October is charged anew, and no. 5, which claims interest by the law."
play charter invoice --in "$here" --today 2024-04-05

scene "6. Why EUR 341.41 of interest?"
play charter explain financials.late_payment/interest/NL-2023-0003/2023-11-27 --in "$here" --today 2024-04-05

scene "7. 20 February 2024: what if the client leaves?"
tell "Every date and amount, before anyone gives notice. Asking records nothing."
play charter exit "$here" --today 2024-02-20

scene "8. 5 April 2024: it has ended, and the account is settled"
tell "The client did leave, and the letter lay about until 4 March: the rest of March came back as a credit."
play charter statement "$here" --today 2024-04-05

scene "To look at"
tell "  $out/harbourline.pdf   the agreement, with its terms attached; also .docx, .html, .md" \
  "  $out/redline.html      what the change order changed, word by word; also .docx" \
  "  docs/guide/            how to write one of your own in ten minutes"
