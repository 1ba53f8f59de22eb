"""Every address against four people: a stranger, a plain member, the unit's officer, another unit's officer.

An address without a row fails. Officer: the right person of the unit may open or post (200, 302, 422); the other
unit's officer gets the 404 that also stands for "not there"; the member what his role gives.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from nennep.config.cast import Cast
from nennep.core.clock import now
from nennep.core.scope import acting_as
from nennep.documents.actions import begin_intake
from nennep.dues import actions as dues
from nennep.files.actions import keep_bytes
from nennep.meetings import actions as meetings
from nennep.members import actions as members
from nennep.members.models import (
    Admission,
    Amendment,
    Badge,
    FileEntry,
    FilePaper,
    FileSheet,
    Inquiry,
    Membership,
    Merge,
    Person,
    Planned,
    Tenure,
)
from nennep.members.places import organisation as find_place
from nennep.members.tests import story as case_story
from nennep.office import actions as office
from nennep.office.models import Batch
from nennep.org import actions as org
from nennep.org.models import Charge, CoverException, Grant, Outside, Service, Unit, UnitKind
from nennep.programmes.models import Course, Entry, Indicator, Point, Recheck, Review, Theme, Waiver
from tests import story

OPEN = {200, 302, 422, 409}
# address name → (arguments from the story, officer, member may open, other unit's officer may open)
PAGES: dict[str, tuple[str, str, bool, bool]] = {
    "desk:home": ("", "lan", True, True),
    "desk:search": ("", "lan", True, True),
    "desk:calendar": ("", "lan", True, True),
    "desk:duty": ("duty", "hoa", False, False),
    "desk:board": ("", "lan", False, True),
    "notify:index": ("", "lan", True, True),
    "account_index": ("", "lan", True, True),
    "account_change_password": ("", "lan", True, True),
    "org:tree": ("", "lan", True, True),
    "org:unit": ("unit", "lan", False, False),
    "org:children": ("unit", "lan", False, False),
    "org:found": ("unit", "chanh", False, False),
    "org:reshape": ("cell", "chanh", False, False),
    "org:move": ("cell", "chanh", False, False),
    "org:end": ("cell", "chanh", False, False),
    "org:catalogue": ("", "lan", True, True),
    "org:add_catalogue": ("catalogue", "khoi", False, False),
    "org:add_outside": ("", "lan", False, True),
    "org:change_outside": ("outside", "lan", False, False),
    "org:coverage": ("", "lan", True, True),
    "org:serve": ("department", "chanh", False, False),
    "org:except": ("department", "chanh", False, False),
    "org:end_service": ("service", "chanh", False, False),
    "org:end_exception": ("exception", "chanh", False, False),
    "org:authority": ("", "chanh", False, False),
    "org:account": ("", "chanh", False, False),
    "org:grant": ("unit", "chanh", False, False),
    "org:holder": ("account", "chanh", False, False),
    "org:operate": ("", "quantri", False, False),
    "org:rules": ("", "lan", True, True),
    "org:set_rule": ("rule", "khoi_chanh", False, False),
    "org:invitations": ("", "lan", True, True),
    "org:invite": ("", "lan", False, True),
    "members:list": ("", "lan", False, True),
    "members:export": ("", "lan", False, True),
    "members:committee": ("", "lan", False, True),
    "members:personnel_paper": ("personnel", "lan", False, False),
    "members:open_term": ("unit", "chanh", False, False),
    "members:take_post": ("person", "dung", False, False),
    "members:leave_post": ("tenure", "dung", False, False),
    "members:approve_post": ("awaiting", "dung", False, False),
    "members:person_posts": ("person", "lan", False, False),
    "members:congress": ("", "lan", False, True),
    "members:roster": ("", "chanh", False, False),
    "members:plan_person": ("unit", "chanh", False, False),
    "members:decide_plan": ("planned", "chanh", False, False),
    "members:charge": ("cell", "chanh", False, False),
    "members:end_charge": ("charge", "chanh", False, False),
    "members:structure": ("", "lan", False, True),
    "members:statistics": ("", "lan", True, True),
    "members:counted": ("", "lan", False, False),
    "members:printed_statistics": ("statistics_docx", "lan", True, True),
    "members:admit": ("", "lan", True, True),
    "members:person": ("person", "dung", False, False),
    "members:lifeline": ("person", "dung", False, False),
    "members:mine": ("", "lan", True, True),
    "members:looks": ("", "lan", True, True),
    "members:edit_file": ("file_group", "dung", False, False),
    "members:add_entry": ("entry_kind", "dung", False, False),
    "members:amend_entry": ("file_entry", "dung", False, False),
    "members:strike_entry": ("file_entry", "dung", False, False),
    "members:photo": ("person", "dung", False, False),
    "members:keep_photo": ("person", "dung", False, False),
    "members:print_file": ("printed", "dung", False, False),
    "members:open_inquiry": ("person", "kiemtra", False, False),
    "members:history": ("person", "dung", False, False),
    "members:papers": ("person", "dung", False, False),
    "members:enter_paper": ("person", "dung", False, False),
    "members:certify_index": ("person", "dung", False, False),
    "members:read_paper": ("file_paper", "dung", False, False),
    "members:scan_paper": ("waiting_paper", "dung", False, False),
    "members:cancel_paper": ("file_paper", "dung", False, False),
    "members:scanning": ("", "dung", False, False),
    "members:amendments": ("", "dung", False, False),
    "members:settle": ("amendment", "dung", False, False),
    "members:full_files": ("unit", "chanh", False, False),
    "members:join": ("person", "dung", False, False),
    "members:place": ("person", "dung", False, False),
    "members:change_category": ("person", "dung", False, False),
    "members:introduce": ("person", "dung", False, False),
    "members:note_residence": ("contact", "dung", False, False),
    "members:change_state": ("joined", "dung", False, False),
    "members:end_placement": ("joined", "dung", False, False),
    "members:doubles": ("", "dung", False, False),
    "members:merge": ("pair", "dung", False, False),
    "members:recognise": ("probationary", "lan", False, False),
    "members:move": ("membership", "dung", False, False),
    "members:end": ("membership", "dung", False, False),
    "members:annul": ("admission", "lan", False, False),
    "members:hold_ceremony": ("uncelebrated", "lan", False, False),
    "members:propose_leaving": ("way", "hoa", False, False),
    "members:leavings": ("", "dung", True, True),
    "members:leaving": ("leaving", "hoa", False, False),
    "members:leaving_act": ("leaving_act", "dung", False, False),
    "members:readmit": ("person", "dung", False, False),
    "members:note_interruption": ("person", "dung", False, False),
    "members:badges": ("", "dung", False, False),
    "members:decide_badges": ("unit", "dung", False, False),
    "members:badge_list": ("unit_docx", "dung", False, False),
    "members:drop_badge": ("badge", "dung", False, False),
    "members:propose_badge": ("membership", "hoa", False, False),
    "members:drafts": ("", "dung", False, False),
    "members:draft": ("plan", "dung", False, False),
    "members:draft_step": ("plan_step", "dung", False, False),
    "members:draft_people": ("plan_people", "dung", False, False),
    "members:draft_post": ("plan_people", "dung", False, False),
    "members:apply_draft": ("plan", "dung", False, False),
    "members:draft_paper": ("plan_docx", "dung", False, False),
    "members:watch": ("", "lan", False, True),
    "members:departures": ("", "lan", True, True),
    "members:departure": ("departure", "hoa", False, False),
    "members:departure_act": ("departure_act", "lan", False, False),
    "members:note_departure": ("membership", "hoa", False, False),
    "members:transfers": ("", "hoa", True, True),
    "members:transfer": ("transfer", "hoa", False, True),
    "members:transfer_act": ("transfer_act", "dung", False, False),
    "members:blank": ("transfer", "dung", False, False),
    "members:letter": ("letter_pdf", "lan", False, False),
    "members:ask_transfer": ("membership", "hoa", False, False),
    "members:release_cell": ("cell", "lan", False, False),
    "members:receive_from_outside": ("", "lan", False, True),
    "members:imports": ("", "lan", False, True),
    "members:template": ("kind", "lan", True, True),
    "members:cases": ("", "lan", False, True),
    "members:export_cases": ("", "lan", False, True),
    "members:funnel": ("", "lan", False, True),
    "members:certificates": ("", "lan", False, True),
    "members:probation": ("", "lan", False, True),
    "members:follow_probation": ("probationary", "lan", False, False),
    "members:notice": ("", "lan", False, True),
    "members:case": ("case", "lan", False, False),
    "members:case_step": ("case_step", "lan", False, False),
    "members:file_paper": ("case", "hoa", False, False),
    "members:assign_helper": ("case", "hoa", False, False),
    "members:set_standard": ("case", "lan", False, False),
    "members:note_month": ("case", "hoa", False, False),
    "members:extend_step": ("case", "lan", False, False),
    "members:end_case": ("case", "hoa", False, False),
    "members:carry_case": ("case", "hoa", False, False),
    "members:send_letter": ("case", "lan", False, False),
    "members:case_document": ("case_document", "hoa", False, False),
    "members:letters": ("", "lan", False, True),
    "members:take_request": ("", "lan", False, True),
    "members:answer_letter": ("request", "lan", False, False),
    "members:letter_document": ("request_document", "lan", False, False),
    "members:rounds": ("", "lan", False, True),
    "members:open_round": ("", "lan", False, True),
    "members:round": ("member_round", "lan", False, False),
    "members:round_sheets": ("round_sheets", "lan", False, False),
    "members:list_screened": ("round_cell", "hoa", False, False),
    "members:answer_round": ("round_cell", "hoa", False, False),
    "members:screen": ("screened", "hoa", False, False),
    "members:take_sheet": ("sheet", "hoa", False, False),
    "members:supplement": ("supplement", "hoa", False, False),
    "members:supplement_paper": ("supplement_docx", "hoa", False, False),
    "members:accept_supplements": ("supplement_cell", "hoa", False, False),
    "members:cell_supplements": ("supplement_cell_docx", "hoa", False, False),
    "documents:register": ("", "lan", True, True),
    "documents:intake": ("", "lan", True, True),
    "documents:paper": ("document", "lan", True, False),
    "documents:review": ("open_document", "lan", False, False),
    "documents:correct": ("proposal", "lan", False, False),
    "documents:original": ("document", "lan", True, False),
    "documents:merge": ("proposal", "lan", False, False),
    "documents:split": ("proposal", "lan", False, False),
    "documents:reading": ("file", "lan", False, False),
    "documents:kept": ("file", "lan", False, False),
    "office:desk": ("", "lan", False, True),
    "office:enter": ("", "van", False, False),
    "office:incoming": ("incoming", "lan", False, False),
    "office:book": ("", "lan", False, True),
    "office:sheet": ("", "lan", False, True),
    "office:issue": ("", "van", False, False),
    "office:open_book": ("", "van", False, False),
    "office:old": ("book", "van", False, False),
    "office:cancel": ("number", "van", False, False),
    "office:search": ("", "lan", False, True),
    "office:carried": ("", "lan", False, True),
    "office:issuers": ("", "lan", False, True),
    "office:add_issuer": ("", "lan", False, True),
    "office:edit_issuer": ("issuer", "lan", False, False),
    "office:place": ("document", "lan", True, False),
    "office:coverage": ("document", "lan", True, False),
    "office:send": ("document", "van", False, False),
    "office:received": ("", "lan", False, True),
    "office:delivery": ("delivery", "hoa", False, False),
    "office:studies": ("", "lan", False, True),
    "office:plan_study": ("document", "van", False, False),
    "office:study": ("study", "lan", True, False),
    "office:session": ("session", "hoa", False, False),
    "office:drafts": ("", "lan", False, True),
    "office:begin": ("", "lan", False, True),
    "office:draft": ("draft", "lan", False, False),
    "office:write": ("draft", "lan", False, False),
    "office:printed": ("draft_printed", "lan", False, False),
    "office:scan": ("scanned", "lan", False, False),
    "office:batch": ("batch", "lan", False, False),
    "programmes:index": ("", "lan", True, True),
    "programmes:carry": ("document", "lan", False, False),
    "programmes:programme": ("programme", "lan", True, False),
    "programmes:confirm": ("open_document", "lan", False, False),
    "programmes:add_task": ("programme", "lan", False, False),
    "programmes:add_target": ("programme", "lan", False, False),
    "programmes:target": ("target", "lan", True, False),
    "programmes:bind": ("target", "lan", False, False),
    "programmes:assign": ("target", "lan", False, False),
    "programmes:enter": ("target", "lan", False, False),
    "programmes:share": ("share", "hoa", True, False),
    "programmes:task": ("task", "lan", True, False),
    "programmes:assign_task": ("task", "lan", False, False),
    "programmes:work": ("work", "hoa", True, False),
    "programmes:waiting": ("", "lan", True, True),
    "programmes:edit": ("programme", "lan", False, False),
    "programmes:coverage": ("programme", "lan", True, False),
    "programmes:add_paper": ("programme", "lan", False, False),
    "programmes:matrix": ("programme", "lan", True, False),
    "programmes:reviews": ("programme", "lan", True, False),
    "programmes:plan_review": ("programme", "lan", False, False),
    "programmes:serve": ("point", "lan", False, False),
    "programmes:review": ("review", "lan", True, False),
    "programmes:edit_review": ("review", "lan", False, False),
    "programmes:recheck": ("recheck", "lan", False, False),
    "programmes:waivers": ("", "lan", True, True),
    "programmes:settle_waiver": ("waiver", "bithu", False, False),
    "programmes:enter_units": ("target", "lan", False, False),
    "programmes:years": ("target", "lan", False, False),
    "programmes:log": ("target", "lan", False, False),
    "programmes:narrative": ("target", "lan", False, False),
    "programmes:logged_file": ("entry", "lan", True, False),
    "programmes:report_value": ("share", "hoa", False, False),
    "programmes:waive_share": ("share", "hoa", False, False),
    "programmes:edit_task": ("task", "lan", False, False),
    "programmes:join_task": ("task", "lan", False, False),
    "programmes:waive_work": ("work", "hoa", False, False),
    "programmes:themes": ("", "lan", True, True),
    "programmes:add_theme": ("", "lan", False, True),
    "programmes:theme": ("theme", "lan", True, False),
    "programmes:edit_theme": ("theme", "lan", False, False),
    "programmes:own_plan": ("theme", "hoa", False, False),
    "programmes:indicators": ("", "lan", True, True),
    "programmes:add_indicator": ("", "lan", False, True),
    "programmes:edit_indicator": ("indicator", "lan", False, False),
    "programmes:read": ("indicator", "lan", False, False),
    "programmes:courses": ("", "lan", True, True),
    "programmes:add_course": ("", "lan", False, True),
    "programmes:edit_course": ("course", "lan", False, False),
    "programmes:evidence": ("evidence", "hoa", True, False),
    "meetings:index": ("", "lan", True, True),
    "meetings:slips": ("", "hoa", False, True),
    "meetings:question": ("question", "hoa", False, False),
    "meetings:enter_slip": ("slip", "hoa", False, False),
    "meetings:board": ("", "lan", False, True),
    "meetings:calendar": ("", "lan", True, True),
    "meetings:ideas": ("", "lan", True, True),
    "reviews:index": ("", "lan", False, True),
    "reviews:register": ("", "hoa", False, True),
    "reviews:model": ("model_year", "hoa", False, False),
    "reviews:half": ("model_year", "hoa", False, False),
    "reviews:assess": ("model_year", "hoa", False, False),
    "reviews:opine": ("judged_year", "lan", False, False),
    "reviews:recognise": ("proposed_year", "lan", False, False),
    "reviews:withdraw": ("model_year", "hoa", False, False),
    "meetings:write_month": ("", "hoa", False, True),
    "meetings:write_programme": ("", "hoa", False, True),
    "meetings:week": ("", "lan", True, True),
    "meetings:printed_week": ("statistics_docx", "lan", True, True),
    "meetings:edit_engagement": ("engagement", "lan", False, False),
    "meetings:cancel_engagement": ("engagement", "lan", False, False),
    "meetings:switches": ("", "chanh", False, False),
    "meetings:plan": ("", "hoa", False, True),
    "meetings:series": ("", "hoa", False, True),
    "meetings:timetable": ("", "hoa", False, True),
    "meetings:topics": ("", "hoa", False, True),
    "meetings:overlap": ("meeting", "hoa", False, False),
    "meetings:past": ("", "hoa", False, True),
    "meetings:meeting": ("meeting", "hoa", True, False),
    "meetings:versions": ("held_meeting", "hoa", True, False),
    "meetings:lay_paper": ("item", "hoa", False, False),
    "meetings:item_paper": ("item_paper", "hoa", True, False),
    "meetings:quality": ("", "hoa", True, False),
    "meetings:move": ("meeting", "hoa", False, False),
    "meetings:cancel": ("meeting", "hoa", False, False),
    "meetings:add_item": ("meeting", "hoa", False, False),
    "meetings:answer": ("meeting", "hoa", True, False),
    "meetings:room": ("open_meeting", "hoa", False, False),
    "meetings:code": ("open_meeting", "hoa", False, False),
    "meetings:check_in": ("open_meeting", "hoa", True, False),
    "meetings:vote": ("vote", "hoa", True, False),
    "meetings:elect": ("open_meeting", "hoa", False, False),
    "meetings:conclude": ("open_meeting", "hoa", False, False),
    "meetings:settle": ("outcome", "hoa", False, False),
    "meetings:answer_idea": ("idea", "hoa", False, False),
    "meetings:minutes": ("held_meeting", "hoa", True, False),
    "meetings:sign": ("sign", "hoa", False, False),
    "meetings:correct": ("signed_meeting", "hoa", False, False),
    "meetings:download": ("minutes_docx", "hoa", True, False),
    "meetings:printed": ("printed_meeting", "hoa", False, False),
    "meetings:pack": ("meeting", "hoa", False, False),
    "meetings:from_paper": ("meeting", "hoa", False, False),
    "meetings:handbook": ("held_meeting", "hoa", True, False),
    "meetings:pulse": ("asked_meeting", "hoa", True, False),
    "meetings:score": ("score", "hoa", False, False),
    "reports:index": ("", "lan", True, True),
    "reports:draft": ("", "lan", False, True),
    "reports:number": ("code", "lan", False, False),
    "reports:open_round": ("", "khoi", False, True),
    "reports:round": ("round", "khoi", True, True),
    "reports:letter": ("letter", "khoi", False, False),
    "reports:report": ("report", "lan", False, False),
    "reports:changed": ("report", "lan", False, False),
    "reports:section": ("section", "lan", False, False),
    "reports:expect": ("report", "lan", False, False),
    "reports:hand": ("hand", "lan", False, False),
    "reports:download": ("download", "lan", False, False),
    "dues:index": ("", "lan", False, True),
    "dues:mine": ("", "lan", True, True),
    "dues:statements": ("", "lan", False, True),
    "dues:statement": ("dues_sent", "lan", False, False),
    "dues:acknowledge": ("dues_sent", "lan", False, False),
    "dues:statement_paper": ("dues_sent_docx", "hoa", False, False),
    "dues:year": ("", "lan", False, True),
    "dues:year_paper": ("dues_year", "lan", False, False),
    "dues:receipt": ("dues_receipt", "hoa", False, False),
    "dues:cancel": ("dues_free", "hoa", False, False),
    "dues:collect": ("dues_cell", "hoa", False, False),
    "dues:member": ("dues_person", "hoa", False, False),
    "dues:basis": ("dues_person", "hoa", False, False),
    "dues:bases": ("dues_cell", "hoa", False, False),
    "dues:bases_sheet": ("dues_cell", "hoa", False, False),
    "dues:receipts": ("dues_cell", "hoa", False, False),
    "dues:open_book": ("dues_cell", "hoa", False, False),
    "dues:arrears": ("dues_cell", "hoa", False, False),
    "dues:check": ("dues_cell", "hoa", False, False),
    "dues:send": ("dues_cell", "hoa", False, False),
    "dues:plan": ("dues_cell", "hoa", False, False),
    "dues:purse": ("unit", "lan", False, False),
    "journal:index": ("", "chanh", False, False),
}
# addresses that only take posts: the other unit's officer and the member are refused as if nothing were there
POSTS: dict[str, tuple[str, str]] = {
    "members:end_inquiry": ("inquiry", "kiemtra"), "members:undo_merge": ("merged", "dung"),
    "org:agree_code": ("account", "chanh"), "org:close_account": ("account", "chanh"), "org:open_account": ("account", "chanh"),
    "org:unlock_account": ("account", "chanh"), "org:operate_close": ("", "quantri"),
    "members:close_round": ("member_round", "lan"),
    "org:set_holiday": ("", "khoi_chanh"), "org:drop_holiday": ("holiday", "khoi_chanh"),
    "org:revoke": ("grant", "chanh"), "org:paper_code": ("account", "chanh"), "documents:decide": ("proposal", "lan"),
    "documents:decide_all": ("open_document", "lan"), "documents:add": ("open_document", "lan"), "documents:undo": ("open_document", "lan"), "documents:twin": ("open_document", "lan"), "documents:part": ("open_document", "lan"), "documents:stop": ("file", "lan"), "documents:enter": ("open_document", "lan"), "programmes:approve": ("programme", "bithu"),
    "programmes:settle": ("share", "lan"), "programmes:list_points": ("programme", "lan"), "programmes:draw": ("programme", "lan"),
    "programmes:remind": ("target", "lan"), "programmes:remind_plans": ("theme", "lan"), "programmes:acknowledge": ("work", "hoa"), "programmes:take_back": ("evidence", "hoa"), "programmes:judge": ("work", "lan"),
    "office:act": ("step", "van"), "office:name": ("document", "lan"), "office:relate": ("document", "lan"),
    "office:remind": ("document", "van"), "office:publish": ("web", "van"), "office:announce": ("web", "van"), "office:withdraw": ("out", "van"), "office:receive": ("receipt", "hoa"), "office:remind_study": ("study", "van"),
    "office:adopt": ("document", "van"), "office:draft_act": ("draft_step", "chanh"), "office:opine": ("draft", "chanh"),
    "members:change_draft": ("plan", "dung"), "members:propose_badges": ("unit", "dung"), "members:remind_departures": ("unit", "lan"),
    "dues:withdraw": ("dues_sent", "hoa"), "dues:common": ("dues_cell", "hoa"), "dues:remind": ("dues_cell", "hoa"), "dues:remind_units": ("unit", "lan"),
    "meetings:invite": ("meeting", "hoa"), "meetings:remind": ("meeting", "hoa"), "meetings:open": ("meeting", "hoa"), "meetings:rebuild": ("meeting", "hoa"), "meetings:arrange": ("arrange", "hoa"), "meetings:take_paper_off": ("item_paper", "hoa"), "meetings:drop_topic": ("topic", "hoa"),
    "meetings:call": ("open_meeting", "hoa"), "meetings:note": ("item", "hoa"), "meetings:register_speaker": ("item", "hoa"), "meetings:time_speech": ("speech", "hoa"), "meetings:begin_vote": ("open_meeting", "hoa"), "meetings:close": ("open_meeting", "hoa"),
    "meetings:remind_asked": ("question", "hoa"), "meetings:count_slips": ("question", "hoa"), "meetings:ask_pulse": ("held_meeting", "hoa"), "meetings:close_pulse": ("asked_meeting", "hoa"),
    "desk:later": ("duty", "hoa"), "desk:hand": ("duty", "hoa"), "desk:take_up": ("duty", "hoa"), "desk:hand_back": ("duty", "hoa"), "desk:chase": ("asked_round", "khoi"), "desk:thank": ("asked_round", "khoi"),
    "meetings:cast": ("vote", "hoa"), "meetings:secret": ("vote", "hoa"), "meetings:pass_on": ("vote", "hoa"), "meetings:write_resolution": ("held_meeting", "hoa"), "meetings:save_minutes": ("held_meeting", "hoa"), "meetings:unsign": ("held_meeting", "hoa"),
    "reports:remind": ("round", "khoi"), "reports:opine": ("report", "bithu"), "reports:act": ("act", "lan"),
}  # fmt: skip
# open to everybody: the address answers a stranger as it answers those who are signed in
EVERYBODY = {"public:list": "", "public:paper": "publication"}
# open to strangers, or tested in their own room
ELSEWHERE = {
    "documents:page", "public:file",
    "alive", "language", "seat", "account_login", "account_logout", "account_code", "account_end_others", "account_reauthenticate",
    "notify:letters", "notify:progress", "reports:frozen", "reports:accept", "reports:give_back", "org:invitation", "org:letter", "members:import_preview", "members:import_faults", "members:import_match",
    "members:accept_batch", "members:handover",
    "desk:chase_all", "meetings:answer_pulse", "meetings:feed", "meetings:make_feed", "meetings:drop_feed", "meetings:chase", "meetings:direct", "meetings:copy_week", "meetings:issue_week", "meetings:plan_next", "meetings:drop_timetable", "meetings:take_topic",
}  # fmt: skip


def names() -> set[str]:
    """Every named address of ours."""
    found: set[str] = set()

    def walk(patterns: list[URLPattern | URLResolver], space: str = "") -> None:
        for one in patterns:
            if isinstance(one, URLResolver):
                walk(one.url_patterns, f"{one.namespace}:" if one.namespace else space)
            elif one.name and not one.name.startswith("mfa_"):
                found.add(f"{space}{one.name}")

    walk(get_resolver().url_patterns)
    return found


def test_every_address_has_a_row_in_the_gate_table() -> None:
    assert names() - set(PAGES) - set(POSTS) - set(EVERYBODY) - ELSEWHERE == set()
    assert set(PAGES) | set(POSTS) | set(EVERYBODY) <= names()


def following(told: story.Story, cast: Cast) -> dict[str, Any]:
    """A row of everything that follows a plan."""
    unit, at = cast.units["BV"], {"unit_key": cast.units["BV"].key}
    day, both = date(2023, 7, 3), {"unit_key": told.work.unit_key, "giver_key": cast.units["BV"].key}
    return {
        "point": Point.objects.create(programme=told.programme, document=told.document, words="Một nội dung", **at),
        "review": Review.objects.create(programme=told.programme, unit=unit, name="Sơ kết", due_on=day, **at),
        "recheck": Recheck.objects.create(work=told.work, drawn_on=day, lot="1", **both),
        "waiver": Waiver.objects.create(task=told.task, unit=told.work.unit, reason="Đặc thù", asked_on=day, **both),
        "entry": Entry.objects.create(
            target=told.target, year=2023, day=day, words="Minh chứng", file_sha=told.work.evidence.get().file_sha, file_name="a.txt",
            given_by=1, given_name="Lan", given_at=told.work.evidence.get().given_at, **at,
        ),
        "theme": Theme.objects.create(unit=unit, year=2023, words="Chủ đề", **at),
        "indicator": Indicator.objects.create(unit=unit, name="Xếp hạng", **at),
        "course": Course.objects.create(unit=unit, name="Toán", school="Bách Việt", **at),
    }  # fmt: skip


def filed(cast: Cast, person: Person) -> dict[str, Any]:
    """A row of everything that hangs on a person's file."""
    unit, cell, dung = cast.units["BV"], cast.units["BV-S1"], cast.actor("dung")
    day, moment = date(2023, 7, 3), now()
    FileSheet.objects.create(person=person, photo_sha=keep_bytes(b"picture"))
    paper = {"person": person, "unit_key": cell.key, "entered_by": "Dũng", "entered_at": moment}
    youth = org.found_unit(
        cast.units["BV-TN"],
        by=cast.actor("chanh"),
        kind=UnitKind.objects.get(code="youth_cell"),
        name="Chi đoàn 1",
        since=date(2020, 1, 1),
    )
    held = Membership.objects.filter(unit=cell).exclude(person=person).order_by("id")[0]
    return {
        "file_entry": FileEntry.objects.create(person=person, kind="languages"),
        "file_paper": FilePaper.objects.create(kind_id="A2", file_sha=keep_bytes(b"%PDF-"), file_name="a.pdf", **paper),
        "waiting_paper": FilePaper.objects.create(kind_id="A4", **paper),
        "amendment": Amendment.objects.create(
            person=person, unit=cell, unit_key=cell.key, name="phone", new="1", proposed_by=1, proposed_name="An", proposed_at=moment
        ),
        "inquiry": Inquiry.objects.create(unit=unit, unit_key=unit.key, person=person, account_id=1, decision_no="1", since=day),
        "contact": members.introduce_at_residence(person, by=dung, place="Chi bộ 5", since=day),
        "joined": members.join_association(person, youth, by=dung, association="youth", since=day),
        "merged": Merge.objects.create(
            unit=unit, unit_key=unit.key, kept=person, gone=held.person, gone_name="x", made_by="Dũng", made_at=moment
        ),
        "gone": held.person,
    }  # fmt: skip


def moving(cast: Cast) -> dict[str, Any]:
    """A member on the way to the other university, a graduate, a case of leaving, a badge."""
    by = cast.actor("dung")
    with acting_as(by):
        row, *_others = held = list(
            Membership.objects.filter(unit=cast.units["BV-S1"], status="official", until__year=9999).order_by("id")[:3]
        )
        organisation = find_place(cast.units["LH"].pk)
        assert organisation
        place = members.Place(organisation.name, organisation.id, organisation.key)
        transfer = members.ask_transfer(row, place, by=by, kind="official", cause="job")
        letter = members.Letter("1-GT", date(2023, 7, 3), date(2023, 7, 1))
        badge = Badge.objects.create(
            person=row.person, full_name=row.full_name, unit=row.unit, unit_key=row.unit_key, years=30, award_on=date(2023, 9, 2),
            joined_on=date(1993, 8, 1), reached_on=date(2023, 8, 1),
        )  # fmt: skip
        return {
            "transfer": members.release_transfer(transfer, by=by, letter=letter), "badge": badge,
            "departure": members.note_departure(held[1], by=by, cause="graduate", left_on=date(2023, 6, 1)),
            "plan": members.begin_draft(cast.units["BV"], by=by, name="Phương án"),
            "leaving": members.propose_leaving(held[2], by=by, kind="exempted", ground="age"),
        }  # fmt: skip


def round_rows(cast: Cast) -> dict[str, Any]:
    """A residence round with a sheet, and a member listed for screening."""
    by, unit = cast.actor("dung"), cast.units["BV"]
    member = case_story.official(cast.units["BV-S1"], 1)[0]
    members.introduce_at_residence(member.person, by=by, place="phường Mẫu", since=date(2022, 1, 5))
    given = {"name": "Đợt", "on": date(2023, 6, 1), "due_on": date(2023, 6, 9), "criteria": ["Một tiêu chí"]}
    residence = members.open_member_round(unit, by=by, kind="residence", **given)
    cell = members.open_member_round(unit, by=by, kind="screening", **given).cells.get(unit=cast.units["BV-S1"])
    screened = members.list_member(cell, member, by=by, reasons=["Một tiêu chí"])
    yearly = members.open_member_round(unit, by=by, kind="supplement", **given)
    return {
        "member_round": residence, "round_cell": cell, "screened": screened, "sheet": residence.sheets.get(),
        "supplement": yearly.supplements.get(person=member.person_id), "supplement_cell": yearly.cells.get(unit=cast.units["BV-S1"]),
    }  # fmt: skip


def judged(cast: Cast) -> dict[str, Any]:
    """Model years at three stages."""
    from nennep.reviews.models import ModelYear

    def year(code: str, state: str) -> ModelYear:
        unit = cast.units[code]
        more = {"aim": "Giữ nền nếp", "registered_on": date(2023, 1, 9), "registered_by": "Chi ủy"}
        with acting_as(cast.actor("lan")):
            return ModelYear.objects.create(unit=unit, unit_key=unit.key, year=2023, state=state, **more)

    return {
        "model_year": year("BV-S1", "registered"),
        "judged_year": year("BV-LU", "assessed"),
        "proposed_year": year("BV-QT", "proposed"),
    }


def gathered(cast: Cast) -> dict[str, Any]:
    """Meetings of a cell at each stage, with what hangs on them."""
    from nennep.meetings.models import Switch
    from nennep.meetings.tests.story import concluded, opened, planned, signed

    hoa, cell = cast.actor("hoa"), cast.units["BV-S1"]
    with acting_as(cast.actor("chanh")):
        for thing in ("qr", "pulse", "timing"):
            Switch.objects.create(
                unit=cast.units["BV"], unit_key=cast.units["BV"].key, thing=thing, since=date(2023, 7, 1)
            )
    with acting_as(cast.actor("lan")):
        engagement = meetings.add_engagement(
            cast.units["BV"], by=cast.actor("lan"), day=date(2023, 7, 5), words="Đi cơ sở"
        )
    coming, running, held, done = planned(cast, invited=True), opened(cast), concluded(cast), signed(cast)
    with acting_as(hoa):
        vote = meetings.open_vote(running, by=hoa, title="Thông qua", matter="ordinary", ballot="card")
        meetings.open_pulse(held, by=hoa)
        outcome = meetings.conclude(held, by=hoa, kind="conclusion", words="Rà soát", due_on=date(2023, 7, 20))
        idea = meetings.propose_idea(cell.pk, cell.key, by=hoa, giver_key=cell.key, words="Một đề xuất")
        item = running.items.order_by("id")[0]
        speech = meetings.register_speaker(item, by=hoa, name="Nguyễn Văn Mẫu")
        question = meetings.ask_body(cell, by=hoa, body="members", words="Một nội dung", due_on=date(2023, 7, 20))
        topic = meetings.add_topic(cell, by=hoa, year=2023, words="Một chuyên đề của chi bộ")
        paper = meetings.lay_paper(item, by=hoa, name="bao-cao.txt", data=b"Bao cao")
        return {
            "meeting": coming, "open_meeting": running, "held_meeting": held, "asked_meeting": held, "signed_meeting": done, "vote": vote, "outcome": outcome, "idea": idea,
            "item": item, "speech": speech, "item_paper": paper, "topic": topic, "question": question, "slip": question.slips.filter(account_id=None)[0], "engagement": engagement, "minutes_docx": held, "printed_meeting": coming, "sign": held, "score": held, "arrange": coming.items.order_by("id")[0],
        }  # fmt: skip


@pytest.fixture
def places(cast: Cast) -> dict[str, dict[str, object]]:
    """Arguments of addresses, by what they point at."""
    told, by = story.tell(cast), cast.actor("dung")
    with acting_as(by):
        probationary = (
            Membership.objects.filter(unit=cast.units["BV-S1"], status="probationary", until__year=9999)
            .order_by("id")
            .first()
        )
        admission = Admission.objects.filter(unit=cast.units["BV-S1"]).order_by("id").first()
        grant = Grant.objects.filter(unit=cast.units["BV-S1"], role="cell_secretary").get()
        proposal = told.open_document.proposals.order_by("id").first()
        evidence = told.work.evidence.get()
        service = Service.objects.filter(unit=cast.units["BV-LU"]).get()
        exception = CoverException.objects.get()
        tenure = Tenure.objects.filter(seat__unit=cast.units["BV"]).order_by("id")[0]
        awaiting = Tenure.objects.get(manner="coopted")
        with acting_as(cast.actor("chanh")):
            planned = Planned.objects.get(unit=cast.units["BV"], state="proposed")
        charge = Charge.objects.filter(unit=cast.units["BV-LU"]).get()
        unit = cast.units["BV"]
        followed = following(told, cast) | filed(cast, probationary.person) | moving(cast)  # type: ignore[union-attr]
        outside = Outside.objects.create(unit=unit, unit_key=unit.key, name="Phường Mẫu", name_fold="phuong mau")
        uncelebrated = members.record_admission(
            cast.units["BV-S1"], by=by, full_name="Tạ Bích Vân", sex="f", category="student", born_on=date(2001, 1, 1),
            decision=members.Paper("1-QĐ/ĐU", date(2023, 5, 1)),
        )  # fmt: skip
        file = begin_intake(unit, by=cast.actor("lan"), name="hong.docx", data=b"PK\x03\x04")
        case = case_story.noticed(cast, by)
        asked = members.take_request(
            unit, by=by, about="Nguyễn Văn Mẫu", place="Phường Mẫu", number="1-CV/ĐU", on=date(2023, 6, 1)
        )
        yearly = round_rows(cast)
    followed |= clerks(told, cast) | collectors(cast, probationary.person_id) | gathered(cast) | judged(cast)  # type: ignore[union-attr]
    assert probationary and admission and proposal
    rows = {
        "unit": cast.units["BV"], "cell": cast.units["BV-S2"], "document": told.document, "open_document": told.open_document, "programme": told.programme,
        "target": told.target, "task": told.task, "share": told.share, "work": told.work, "report": told.report, "round": told.round,
        "probationary": probationary, "membership": probationary, "admission": admission, "uncelebrated": uncelebrated, "grant": grant, "proposal": proposal, "evidence": evidence, "department": cast.units["BV-P1"], "service": service,
        "exception": exception, "file": file, "tenure": tenure, "planned": planned, "awaiting": awaiting, "charge": charge, "outside": outside, "case": case, "request": asked, **yearly,
    }  # fmt: skip
    at = {"pk": probationary.person_id}
    found: dict[str, dict[str, object]] = {name: {"pk": row.pk} for name, row in (rows | followed).items()}
    named = {"leaving_act": "quyet-dinh", "departure_act": "gia-han", "transfer_act": "cap-lai"}
    found |= {name: found[name.removesuffix("_act")] | {"name": word} for name, word in named.items()}
    more = {
        "minutes_docx": {"form": "docx"},
        "printed_meeting": {"what": "kich-ban", "form": "docx"},
        "sign": {"side": "chu-tri"},
        "score": {"side": "self"},
        "arrange": {"act": "bo"},
    }
    found |= {name: found[name] | extra for name, extra in more.items()}
    return found | {
        "": {}, "step": {"pk": followed["incoming"].pk, "name": "trinh"}, "receipt": {"pk": followed["delivery"].pk, "name": "xac-nhan"}, "catalogue": {"what": "linh-vuc"}, "person": {"pk": probationary.person_id}, "kind": {"kind": "roll"}, "code": {"code": "members"}, "letter": {"pk": told.round.pk, "form": "docx"},
        "file_group": at | {"group": "contact"}, "entry_kind": at | {"kind": "languages"}, "printed": at | {"paper": "xac-nhan"},
        "pair": {"kept": probationary.person_id, "gone": followed["gone"].pk},
        "draft_step": {"pk": followed["draft"].pk, "name": "trinh"}, "draft_printed": {"pk": followed["draft"].pk, "what": "van-ban", "form": "docx"},
        "plan_step": found["plan"] | {"name": "lap"}, "plan_people": found["plan"] | {"cell": str(found["cell"]["pk"])},
        "plan_docx": found["plan"] | {"form": "docx"},
        "section": {"pk": told.report.pk, "code": "I"}, "hand": {"pk": told.report.pk, "code": "dues"}, "download": {"pk": told.report.pk, "form": "xlsx"},
        "way": {"pk": probationary.pk, "kind": "removed"}, "letter_pdf": found["transfer"] | {"form": "in-phoi.pdf"}, "unit_docx": found["unit"] | {"form": "docx"},
        "dues_person": found["dues_cell"] | {"person": probationary.person_id}, "dues_sent_docx": found["dues_sent"] | {"form": "docx"},
        "dues_year": found["dues_cell"] | {"year": 2023, "form": "pdf"},
        "rule": {"key": "vote.propose"}, "holiday": {"day": "2023-09-02"}, "case_step": {"pk": case.pk, "code": "helper"}, "round_sheets": {"pk": yearly["member_round"].pk, "form": "docx"}, "case_document": {"pk": case.pk, "code": "cell", "form": "docx"}, "request_document": {"pk": asked.pk, "form": "docx"},
        "statistics_docx": {"form": "docx"}, "personnel": found["unit"] | {"paper": "chuan-y", "form": "docx"}, "supplement_docx": found["supplement"] | {"form": "docx"}, "supplement_cell_docx": found["supplement_cell"] | {"form": "docx"}, "act": {"pk": told.report.pk, "name": "chot"}, "duty": {"kind": "work", "pk": told.work.pk}, "asked_round": {"kind": "round", "pk": told.round.pk}, "account": {"pk": cast.accounts["hoa"].pk}, "unit_id": {"pk": cast.units["BV"].pk},
    }  # fmt: skip


def collectors(cast: Cast, person: int) -> dict[str, Any]:
    """A receipt that went up in a statement, and one that did not."""
    hoa, day = cast.actor("hoa"), date(2023, 7, 3)
    with acting_as(hoa):
        unit = Unit.objects.select_related("kind").get(pk=cast.units["BV-S1"].pk)
        dues.set_basis(unit, person, by=hoa, terms=dues.Terms("student"), since=day)
        first = dues.record_payment(unit, person, by=hoa, through=day, money=dues.Money(day))
        row = dues.send_statement(unit, by=hoa, last_day=day, method="cash")
        free = dues.record_payment(unit, person, by=hoa, through=date(2023, 8, 1), money=dues.Money(day))
    return {"dues_cell": unit, "dues_receipt": first, "dues_sent": row, "dues_free": free}


def clerks(told: story.Story, cast: Cast) -> dict[str, Any]:
    """A row of everything in the clerks' office."""
    van, lan, unit = cast.actor("van"), cast.actor("lan"), cast.units["BV"]
    with acting_as(van):
        number = office.issue_number(unit, by=van, kind="ke-hoach", title="Kế hoạch")
        incoming = office.enter_incoming(unit, by=van, received_on=date(2023, 7, 3), sender="Khối", title="về việc họp")
    with acting_as(lan):
        issuer = office.add_issuer(unit, by=lan, name="Phường Mẫu", symbol="PM", level="other")
        cell, at = [cast.units["BV-S1"]], date(2023, 7, 10)
    with acting_as(van):
        (sent,) = office.send_paper(told.document, by=van, purpose="know", units=cell)
        (web,) = office.send_paper(told.document, by=van, purpose="web", names=["Trang thông tin"])
        (out,) = office.send_paper(told.document, by=van, purpose="web", names=["Trang công bố"])
        publication = office.announce_paper(out, by=van)
        study = office.plan_study(told.document, by=van, name="Quán triệt", units=cell, due_on=at)
        session = study.sessions.get()
    with acting_as(lan):
        draft = office.draft_paper(
            unit, by=lan, kind="cong-van", title="mời họp", authority="T/M ĐẢNG ỦY", post="BÍ THƯ"
        )
        scanned = office.draft_paper(
            unit, by=lan, kind="cong-van", title="về việc", authority="T/M ĐẢNG ỦY", post="BÍ THƯ", scan_sha=told.work.evidence.get().file_sha,
            scan_name="a.pdf",
        )  # fmt: skip
        batch = Batch.objects.create(
            draft=draft, unit_key=unit.key, names=["A"], file_sha=scanned.scan_sha, made_by="Lan", made_at=told.work.evidence.get().given_at
        )  # fmt: skip
    return {
        "draft": draft, "scanned": scanned, "batch": batch, "out": out, "publication": publication,
        "number": number, "book": number.book, "incoming": incoming, "issuer": issuer, "delivery": sent, "web": web, "study": study,
        "session": session,
    }  # fmt: skip


Sign = Callable[[str], Client]


def address(name: str, places: dict[str, dict[str, object]], what: str) -> str:
    """The address with its arguments, and the query a number needs."""
    found = reverse(name, kwargs=places[what])
    asked = {"reports:number": "tu=2023-01-01&den=2023-06-30", "members:counted": "dong=closing&nhom="}
    return f"{found}?don-vi={places['unit_id']['pk']}&{asked[name]}" if name in asked else found


def test_pages_open_to_whom_they_should_and_ask_the_database_at_most_twenty_times(
    places: dict[str, dict[str, object]], signed_in: Sign
) -> None:
    people = {
        name: signed_in(name)
        for name in [
            "lan",
            "van",
            "hoa",
            "dung",
            "chanh",
            "bithu",
            "khoi",
            "khoi_chanh",
            "lachong",
            "an",
            "quantri",
            "kiemtra",
        ]
    }
    wrong, heavy = [], {}
    asked: list[str] = []

    def counted(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.extend([sql] * ("SAVEPOINT" not in sql))
        return execute(sql, params, many, context)

    for name, (what, officer, member, other) in PAGES.items():
        there = address(name, places, what)
        asked.clear()
        with connection.execute_wrapper(counted):
            opened = people[officer].get(there)
        if len(asked) > 20 and opened.headers.get("Content-Type", "").startswith("text/html"):
            heavy[name] = len(asked)
        answers = {
            "stranger": Client().get(there).status_code == 302,
            "officer": opened.status_code in OPEN,
            "member": (people["an"].get(there).status_code in OPEN) == member or member,
            "other": (people["lachong"].get(there).status_code in OPEN) == other,
        }
        wrong += [f"{name}: {who}" for who, right in answers.items() if not right]
    assert wrong == []
    assert heavy == {}


def test_what_is_put_out_is_open_to_everybody(places: dict[str, dict[str, object]], signed_in: Sign) -> None:
    people = [Client(), *(signed_in(name) for name in ("lan", "hoa", "lachong", "an"))]
    for name, what in EVERYBODY.items():
        answers = [one.get(address(name, places, what)) for one in people]
        assert [answer.status_code for answer in answers] == [200] * len(people), name
        assert "public" in answers[0]["Cache-Control"] and "no-store" in answers[1]["Cache-Control"]


def test_a_member_is_refused_what_is_not_a_members(places: dict[str, dict[str, object]], signed_in: Sign) -> None:
    an = signed_in("an")
    closed = [name for name, (_what, _officer, member, _other) in PAGES.items() if not member]
    opened = [name for name in closed if an.get(address(name, places, PAGES[name][0])).status_code in OPEN]
    assert opened == []


def test_posts_of_others_find_nothing(places: dict[str, dict[str, object]], signed_in: Sign) -> None:
    other, member = signed_in("lachong"), signed_in("an")
    for name, (what, _officer) in POSTS.items():
        there = address(name, places, what)
        assert Client().post(there).status_code in {302, 403}, name
        assert other.post(there).status_code == 404, name
        assert member.post(there).status_code == 404, name


def test_not_there_and_not_yours_are_the_same_words(places: dict[str, dict[str, object]], signed_in: Sign) -> None:
    other = signed_in("lachong")
    yours = other.get(address("reports:report", places, "report"))
    nothing = other.get("/bao-cao/999999/")
    assert yours.status_code == nothing.status_code == 404
    assert yours.content == nothing.content
