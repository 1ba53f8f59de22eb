"""One row of everything the addresses of the house ask for, made on the cast."""

from datetime import date
from typing import Any

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
    Interruption,
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
        gap = Interruption.objects.create(
            person_id=held[2].person_id, since=date(2015, 1, 1), until=date(2015, 6, 1), reason="Gián đoạn"
        )
        badge = Badge.objects.create(
            person=row.person, full_name=row.full_name, unit=row.unit, unit_key=row.unit_key, years=30, award_on=date(2023, 9, 2),
            joined_on=date(1993, 8, 1), reached_on=date(2023, 8, 1),
        )  # fmt: skip
        return {
            "transfer": members.release_transfer(transfer, by=by, letter=letter), "badge": badge, "gap": gap,
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
    from nennep.meetings.models import CertifiedCopy, Minutes, Switch
    from nennep.meetings.tests.story import concluded, opened, planned, signed

    hoa, cell = cast.actor("hoa"), cast.units["BV-S1"]
    with acting_as(cast.actor("chanh")):
        for thing in ("qr", "pulse", "timing", "study"):
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
        certified = CertifiedCopy.objects.create(
            minutes=Minutes.objects.get(meeting=done),
            unit_key=cell.key,
            file_sha=keep_bytes(b"%PDF-"),
            brought_by="Hoa",
            brought_at=now(),
        )
        theme = meetings.add_study_theme(cell, by=hoa, year=2023, words="Một nội dung học tập")
        topic = meetings.add_topic(cell, by=hoa, year=2023, words="Một chuyên đề của chi bộ")
        paper = meetings.lay_paper(item, by=hoa, name="bao-cao.txt", data=b"Bao cao")
        return {
            "meeting": coming, "open_meeting": running, "held_meeting": held, "asked_meeting": held, "signed_meeting": done, "vote": vote, "outcome": outcome, "idea": idea,
            "item": item, "speech": speech, "item_paper": paper, "topic": topic, "study_theme": theme, "certified": certified, "question": question, "slip": question.slips.filter(account_id=None)[0], "engagement": engagement, "minutes_docx": held, "printed_meeting": coming, "sign": held, "score": held, "arrange": coming.items.order_by("id")[0],
        }  # fmt: skip


def of_everything(cast: Cast) -> dict[str, dict[str, object]]:
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
        late = members.send_letter(
            case, by=by, about="Nguyễn Văn Mẫu", place="Phường Mẫu", number="2-CV/ĐU", on=date(2023, 1, 11)
        )
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
        "way": {"pk": probationary.pk, "kind": "removed"}, "letter_pdf": found["transfer"] | {"form": "in-phoi.pdf"}, "unit_docx": found["unit"] | {"form": "docx"}, "leaving_docx": found["leaving"] | {"paper": "nghi-quyet", "form": "docx"},
        "dues_person": found["dues_cell"] | {"person": probationary.person_id}, "dues_sent_docx": found["dues_sent"] | {"form": "docx"},
        "dues_year": found["dues_cell"] | {"year": 2023, "form": "pdf"},
        "meeting_kind": {"code": "regular"}, "rule": {"key": "vote.propose"}, "holiday": {"day": "2023-09-02"}, "case_step": {"pk": case.pk, "code": "helper"}, "round_sheets": {"pk": yearly["member_round"].pk, "form": "docx"}, "case_document": {"pk": case.pk, "code": "cell", "form": "docx"}, "request_document": {"pk": asked.pk, "form": "docx"}, "late_letter": {"pk": late.pk, "form": "docx"},
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
