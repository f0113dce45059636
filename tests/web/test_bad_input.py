"""Bad input that must be tried, line by line, and the test that tries it; a test that is not there fails this one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
TRIED = {
    "a link forwarded": "web/test_signing: a_code_counts_five_tries_then_no_more_and_in_no_other_hands",
    "a link expired, or used after revoking": "web/test_signing: a_link_is_bound_revocable_and_ends",
    "a link of another, of another paper, of a negotiation": (
        "web/test_negotiation_attacks: a_link_opens_its_own_negotiation_and_nothing_else"
    ),
    "a link opened by a mail scanner": "web/test_signing: a_mail_scanner_that_opens_a_link_does_nothing",
    "a code tried six times, or in another session": (
        "web/test_signing: a_code_counts_five_tries_then_no_more_and_in_no_other_hands"
    ),
    "a code guessed twenty times at once": "web/test_rows: of_twenty_guesses_at_once_five_count",
    "a code after ten minutes": "web/test_signing: a_code_ends_after_ten_minutes_and_with_the_next_one",
    "a code used twice": "web/test_signing: a_code_is_used_once",
    "two tabs on one draft": "web/test_drafting: of_two_tabs_the_second_does_not_undo_the_first",
    "two tabs on one interview": "web/test_interview: of_two_tabs_none_undoes_the_answers_of_the_other",
    "two tabs on one round": "web/test_negotiation_attacks: of_two_tabs_the_older_is_told",
    "two signers in the same second": "web/test_going_back: of_two_signers_in_the_same_second_both_have_signed",
    "one signer twice in the same second": "web/test_rows: one_who_signs_twice_at_once_signed_once",
    "decline against sign": "web/test_going_back: a_signer_who_signs_and_declines_at_once_did_one_of_both",
    "decline after another signed": "web/test_signing: what_was_signed_stays_signed_when_another_declines",
    "taking back against sign": (
        "web/test_signing: a_signature_and_taking_back_in_the_same_second_end_in_one_of_both"
    ),
    "two rounds sent at once": "web/test_negotiation_attacks: of_two_who_send_at_once_one_does",
    "two who issue at once": "web/test_billing: of_two_clicks_one_issues_and_both_say_so",
    "terms changed after putting forward": (
        "web/test_drafting: what_is_signed_or_put_forward_is_not_written_any_more"
    ),
    "2 MB of text in a form": "web/test_matrix: a_form_is_bounded",
    "NUL, bidi and long words in entries": (
        "web/test_hostile_forms: entries_are_recorded_from_no_hostile_text"
    ),
    "NUL, bidi and long words in terms": "web/test_hostile_forms: terms_are_written_from_no_hostile_text",
    "NUL, bidi and long words in pages": "web/test_hostile_forms: pages_of_the_workspace_take_no_hostile_text",
    "NUL, bidi and long words in the interview": (
        "web/test_hostile_forms: each_question_of_the_interview_takes_no_hostile_text"
    ),
    "NUL, bidi and long words of a signer": "web/test_hostile_forms: a_signer_s_page_takes_no_hostile_text",
    "a PDF that is none": "web/test_signing: what_is_no_sealed_pdf_is_told_so",
    "a ZIP that is none": "web/test_drafting: a_damaged_zip_is_refused_in_words",
    "a playbook that is none": "web/test_playbooks: what_is_no_playbook_is_told_so_and_the_one_before_stays",
    "CSV with formulas": "web/test_going_back: a_number_that_is_a_formula_is_none_in_the_csv_of_an_account",
    "kill -9 of the worker": "web/test_killed: a_worker_that_is_killed_at_any_write_asks_and_seals_once",
    "kill -9 while signing": (
        "web/test_killed: a_signature_that_is_killed_at_any_write_is_given_whole_or_not_at_all"
    ),
    "kill -9 while recording and issuing": (
        "web/test_killed: what_is_recorded_or_issued_is_there_whole_or_not_at_all"
    ),
    "the disk full": ("web/test_trouble: a_full_disk_loses_no_signature_and_sealing_goes_on_with_room"),
    "the disk full while a backup is made": "web/test_trouble: a_backup_without_room_leaves_none_behind",
    "the store of files away": "web/test_s3: while_the_store_is_away_nothing_is_half_done",
    "the database locked": (
        "web/test_turns: a_worker_that_is_kept_out_leaves_it_owed_says_so_and_seals_later"
    ),
    "the clock set back": (
        "web/test_trouble: a_clock_that_is_set_back_opens_nothing_twice_and_stops_nothing"
    ),
    "back, and an entry once more": "web/test_going_back: an_entry_that_is_sent_again_is_not_recorded_again",
    "back, and terms once more": (
        "web/test_going_back: terms_that_are_kept_again_make_no_version_more_and_an_older_page_undoes_nothing"
    ),
    "back, and put forward once more": ("web/test_going_back: what_is_put_forward_again_is_put_forward_once"),
    "back, and signed once more": ("web/test_going_back: a_signer_who_goes_back_finds_that_they_have_signed"),
    "back, and an interview written once more": (
        "web/test_going_back: an_interview_that_was_written_is_not_written_again"
    ),
    "back, and an invoice sent once more": "web/test_billing: of_two_clicks_one_sends",
    "back, in a browser": "proof/test_browser: going_back_does_nothing_twice",
}
"""What somebody does or sends, and the test that tries it."""


@pytest.mark.parametrize("what", TRIED)
def test_what_must_be_tried_is_tried(what: str) -> None:
    file, _, name = TRIED[what].partition(": ")
    text = (TESTS / f"{file}.py").read_text("utf-8")
    assert re.search(rf"^def test_{name}\(", text, re.MULTILINE), (file, name)
