"""Everything a page does, a program can do: every deed and every page beside the operation that does the same.

A new deed or page fails here until it has an operation, or a line that says why it is not for outside.
"""

from __future__ import annotations

import inspect
import re
from collections import Counter
from collections.abc import Callable
from importlib import import_module

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.web.conftest import describe_interface
from trienkhai.web.config.api import ROUTERS
from trienkhai.web.interface import Body

FOLDERS = (
    "offices",
    "documents",
    "directives",
    "activities",
    "plans",
    "reports",
    "reminders",
    "files",
    "journal",
    "mail",
)

# Deed → the operation that does it. "A through B": the operation calls B, and B does A.
DEEDS = {
    "offices.open_token": "POST /session",
    "documents.enter_document": "POST /documents",
    "documents.retry_reading": "POST /documents/{document_id}/read-again",
    "documents.type_by_hand": "POST /documents/{document_id}/type-by-hand",
    "documents.add_attachment": "POST /documents/{document_id}/files",
    "documents.hold_attachment": "POST /documents/{document_id}/files through add_attachment",
    "documents.exchange_page": "POST /documents/{document_id}/pages/{number}/exchange",
    "documents.retry_part": "POST /documents/{document_id}/waiting-files/{part_id}/read-again",
    "documents.take_in_part": "POST /documents/{document_id}/waiting-files/{part_id}/take-in",
    "documents.drop_part": "POST /documents/{document_id}/waiting-files/{part_id}/drop",
    "documents.promise_attachment": "POST /documents/{document_id}/files/promise",
    "documents.discard_draft": "POST /documents/{document_id}/discard",
    "documents.correct_reading": "POST /documents/{document_id}/corrections",
    "documents.mark_seen": "POST /documents/{document_id}/seen",
    "documents.confirm_reading": "POST /documents/{document_id}/confirm",
    "documents.reopen_reading": "POST /documents/{document_id}/reopen",
    "documents.sign_document": "POST /documents/{document_id}/sign",
    "documents.number_document": "POST /documents/{document_id}/number",
    "documents.send_document": "POST /documents/{document_id}/send",
    "documents.register_incoming": "POST /documents/{document_id}/register",
    "documents.publish_document": "POST /documents/{document_id}/publish",
    "documents.unpublish_document": "POST /documents/{document_id}/unpublish",
    "documents.assign_incoming": "POST /documents/{document_id}/assignments",
    "documents.take_assignment": "POST /assignments/{assignment_id}/take",
    "documents.finish_assignment": "POST /assignments/{assignment_id}/finish",
    "documents.open_case_file": "POST /case-files",
    "documents.file_document": "POST /case-files/{case_file_id}/documents",
    "documents.take_out_document": "POST /case-files/{case_file_id}/documents/{document_id}/take-out",
    "documents.close_case_file": "POST /case-files/{case_file_id}/close",
    "documents.confirm_link": "POST /documents/{document_id}/links/confirm",
    "documents.strike_link": "POST /documents/{document_id}/links/strike",
    "documents.take_back_link": "POST /documents/{document_id}/links/take-back",
    "mail.choose_mail": "PUT /mail",
    "mail.ask_again": "POST /mail/ask-again",
    "mail.confirm_address": "POST /mail/confirm",
    "mail.send_trial": "POST /mail/trial",
    "mail.send_again": "POST /mail/messages/{message_id}/again",
    "directives.arrange_directive": "PATCH /directives/{directive_id}",
    "directives.set_period": "PATCH /directives/{directive_id} through arrange_directive",
    "directives.set_report": "PATCH /directives/{directive_id} through arrange_directive",
    "directives.set_item": "PATCH /directives/{directive_id} through arrange_directive",
    "directives.strike_item": "PATCH /directives/{directive_id} through arrange_directive",
    "directives.set_purpose": "PATCH /directives/{directive_id} through arrange_directive",
    "directives.set_options": "PATCH /directives/{directive_id} through arrange_directive",
    "directives.add_unit": "PATCH /directives/{directive_id} through arrange_directive",
    "directives.strike_unit": "PATCH /directives/{directive_id} through arrange_directive",
    "directives.exempt_unit": "PATCH /directives/{directive_id} through arrange_directive",
    "directives.restore_unit": "PATCH /directives/{directive_id} through arrange_directive",
    "directives.link_duty": "PATCH /directives/{directive_id} through arrange_directive",
    "directives.keep_units": "PUT /directives/{directive_id}/addressees/{addressee_id}/units",
    "directives.set_form": "PUT /directives/{directive_id}/forms/{form_id}",
    "directives.merge_forms": "PUT /directives/{directive_id}/forms/{form_id} through set_form",
    "directives.map_form": "PUT /directives/{directive_id}/forms/{form_id} through set_form",
    "directives.sign_directive": "POST /directives/{directive_id}/sign",
    "directives.issue_directive": "POST /directives/{directive_id}/issue",
    "directives.withdraw_directive": "POST /directives/{directive_id}/withdraw",
    "directives.acknowledge_duty": "POST /duties/{duty_id}/acknowledge",
    "directives.request_change": "POST /duties/{duty_id}/requests",
    "directives.answer_request": "POST /requests/{request_id}/answer",
    "directives.extend_duty": "POST /duties/{duty_id}/extend",
    "directives.exempt_duty": "POST /duties/{duty_id}/exempt",
    "directives.withdraw_duty": "POST /duties/{duty_id}/withdraw",
    "directives.extend_duties": "POST /directives/{directive_id}/extend",
    "directives.exempt_duties": "POST /directives/{directive_id}/exempt",
    "directives.urge_units": "POST /directives/{directive_id}/urge",
    "directives.urge_unit": "POST /directives/{directive_id}/urge through urge_units",
    "directives.pass_on_document": "POST /duties/{duty_id}/pass-on",
    "directives.pass_on_items": "POST /duties/{duty_id}/pass-on/items",
    "activities.record_with_proof": "POST /duties/{duty_id}/activities",
    "activities.record_activity": "POST /duties/{duty_id}/activities through record_with_proof",
    "activities.prove_activity": "POST /duties/{duty_id}/activities through record_with_proof",
    "activities.change_activity": "PUT /activities/{uuid}",
    "activities.add_evidence": "POST /activities/{activity_uuid}/evidence",
    "activities.add_link": "POST /activities/{activity_uuid}/evidence",
    "activities.add_kept": "POST /activities/{activity_uuid}/evidence/uploaded",
    "activities.add_prepared": "POST /activities/{activity_uuid}/evidence/uploaded through add_kept",
    "activities.withdraw_evidence": "POST /evidence/{uuid}/withdraw",
    "activities.confirm_activities": "POST /activities/{uuid}/confirm",
    "activities.confirm_each": "POST /activities/confirm",
    "activities.take_back_activity": "POST /activities/{uuid}/take-back",
    "activities.take_back_confirmation": "POST /activities/{uuid}/confirm/take-back",
    "activities.question_activity": "POST /activities/{uuid}/question",
    "activities.answer_question": "POST /activities/{uuid}/answer",
    "activities.withdraw_activity": "POST /activities/{uuid}/withdraw",
    "plans.draft_plan": "POST /duties/{duty_id}/plans",
    "plans.write_plan": "PUT /plans/{plan_id}",
    "plans.submit_plan": "POST /plans/{plan_id}/submit",
    "plans.take_back_plan": "POST /plans/{plan_id}/take-back",
    "plans.approve_plan": "POST /plans/{plan_id}/approve",
    "plans.accept_plan": "POST /plans/{plan_id}/accept",
    "plans.return_plan": "POST /plans/{plan_id}/return",
    "reports.draft_report": "POST /duties/{duty_id}/reports",
    "reports.write_report": "PATCH /reports/{report_id}",
    "reports.submit_report": "POST /reports/{report_id}/submit",
    "reports.take_back_report": "POST /reports/{report_id}/take-back",
    "reports.sign_report": "POST /reports/{report_id}/sign",
    "reports.issue_report": "POST /reports/{report_id}/issue",
    "reports.accept_report": "POST /reports/{report_id}/accept",
    "reports.return_report": "POST /reports/{report_id}/return",
    "reports.accept_reports": "POST /directives/{directive_id}/reports/accept",
    "reminders.draft_letter": "POST /directives/{directive_id}/urging-letters",
    "reports.draft_rollup": "POST /directives/{directive_id}/rollup",
}
NOT_FOR_OUTSIDE = {
    "offices.load_units": "loads the official list of units when an office is set up",
    "offices.open_post": "sets an office up; people and posts are no page either",
    "offices.appoint_person": "sets an office up; people and posts are no page either",
    "documents.hold_document": "a step of enter_document",
    "documents.begin_reading": "machine work after an upload; nobody asks for it",
    "documents.finish_reading": "machine work after an upload; nobody asks for it",
    "documents.note_unreadable": "machine work after an upload; nobody asks for it",
    "documents.note_lost": "machine work after an upload; nobody asks for it",
    "documents.begin_part": "machine work after an upload; nobody asks for it",
    "documents.finish_attachment": "machine work after an upload; nobody asks for it",
    "documents.finish_page": "machine work after an upload; nobody asks for it",
    "documents.note_part_unreadable": "machine work after an upload; nobody asks for it",
    "documents.note_part_lost": "machine work after an upload; nobody asks for it",
    "documents.unsign_document": "a step of taking a report back; a signed document has no such page",
    "documents.create_outgoing": "a step of drafting the paper of a report",
    "documents.plan_receivers": "a step of drafting the paper of a report",
    "documents.distribute": "a step of issuing",
    "documents.issue_document": "a step of issue_directive and send_document, which hold the lock",
    "directives.note_confirmed_reading": "reaction of the machine to a confirmed reading",
    "activities.change_with_proof": "the page's one button for PUT /activities/{uuid} and POST …/evidence",
    "activities.keep_upload": "a step of the page's form; operations keep bytes with the deed itself",
    "activities.keep_paper": "a step of the page's form; operations keep bytes with the deed itself",
    "activities.unit_code": "names a unit in a code; no deed",
    "plans.replace_earlier": "a step of approve_plan and accept_plan",
    "plans.signature": "names the person in an entry; no deed",
    "plans.touch": "counts a version; no deed",
    "reports.note_withdrawn_activity": "reaction of the machine to a withdrawn activity",
    "reports.note_withdrawn_evidence": "reaction of the machine to withdrawn evidence",
    "reports.note_unconfirmed_activity": "reaction of the machine to a confirmation taken back",
    "directives.note_issued_dispatch": "reaction of the machine to an issued dispatch",
    "reports.note_issued_paper": "reaction of the machine to an issued paper",
}
# Page (its name) → the operation that tells or does the same.
PAGES = {
    "account_login": "POST /session",
    "choose_post": "POST /session",
    "mail:choice": "PUT /mail",
    "mail:confirm": "POST /mail/confirm",
    "mail:watch": "GET /mail/messages",
    "mail:send_again": "POST /mail/messages/{message_id}/again",
    "desk:home": "GET /work",
    "desk:duty": "GET /duties/{duty_id}",
    "desk:why": "GET /duties/{duty_id}/items/{item_id}/why",
    "desk:directive": "GET /directives/{directive_id}",
    "desk:chain": "GET /directives/{directive_id}/chain",
    "desk:history": "GET /directives/{directive_id}/history",
    "desk:search": "GET /search",
    "desk:unit_duties": "GET /units/{unit_id}/duties",
    "documents:list": "GET /documents",
    "documents:enter": "POST /documents",
    "documents:register_book": "GET /registers/{side}",
    "documents:settle": "POST /assignments/{assignment_id}/take",
    "documents:case_files": "GET /case-files",
    "documents:case_file": "GET /case-files/{case_file_id}",
    "documents:detail": "GET /documents/{document_id}/circulation",
    "documents:reading_state": "GET /documents/{document_id}",
    "documents:review": "GET /documents/{document_id}",
    "documents:attach": "POST /documents/{document_id}/files",
    "documents:parts": "GET /documents/{document_id}/waiting-files",
    "documents:part": "POST /documents/{document_id}/waiting-files/{part_id}/take-in",
    "documents:download": "GET /documents/{document_id}/files/{file_id}",
    "documents:exchange_page": "POST /documents/{document_id}/pages/{number}/exchange",
    "documents:page_picture": "GET /documents/{document_id}/pages/{number}",
    "documents:number": "POST /documents/{document_id}/number",
    "documents:register": "POST /documents/{document_id}/register",
    "documents:assign": "GET /assignments/receivers",
    "documents:put_in_file": "POST /case-files/{case_file_id}/documents",
    "documents:step": "POST /documents/{document_id}/publish",
    "directives:list": "GET /directives",
    "directives:duties": "GET /duties",
    "directives:cascade": "PATCH /directives/{directive_id}",
    "directives:sign": "POST /directives/{directive_id}/sign",
    "directives:sheet": "GET /directives/{directive_id}/file.docx",
    "directives:paper": "GET /directives/{directive_id}/file.docx",
    "directives:issue": "POST /directives/{directive_id}/issue",
    "directives:withdraw": "POST /directives/{directive_id}/withdraw",
    "directives:many": "POST /directives/{directive_id}/urge",
    "directives:link": "PATCH /directives/{directive_id}",
    "directives:pass_on": "GET /duties/{duty_id}/passed-on",
    "directives:acknowledge": "POST /duties/{duty_id}/acknowledge",
    "directives:request": "POST /duties/{duty_id}/requests",
    "directives:change": "POST /duties/{duty_id}/extend",
    "directives:answer": "POST /requests/{request_id}/answer",
    "activities:list": "GET /activities",
    "activities:choose": "GET /duties",
    "activities:confirm": "POST /activities/confirm",
    "activities:upload": "POST /uploads",
    "activities:upload_pieces": "GET /uploads/{upload_id}",
    "activities:upload_piece": "PUT /uploads/{upload_id}/{number}",
    "activities:upload_finish": "POST /activities/{activity_uuid}/evidence/uploaded",
    "activities:detail": "GET /activities/{uuid}",
    "activities:change": "PUT /activities/{uuid}",
    "activities:prove": "POST /activities/{activity_uuid}/evidence",
    "activities:paper": "GET /activities/{uuid}/basis-paper",
    "activities:evidence": "GET /evidence/{uuid}/file",
    "activities:thumbnail": "GET /evidence/{uuid}/thumbnail",
    "activities:withdraw_evidence": "POST /evidence/{uuid}/withdraw",
    "activities:record": "POST /duties/{duty_id}/activities",
    "plans:draft": "POST /duties/{duty_id}/plans",
    "plans:detail": "GET /plans/{plan_id}",
    "plans:paper": "GET /plans/{plan_id}/file.docx",
    "plans:list": "GET /directives/{directive_id}/plans",
    "coverage:matrix": "GET /directives/{directive_id}/coverage",
    "coverage:cell": "GET /directives/{directive_id}/coverage",
    "reminders:draft": "POST /directives/{directive_id}/urging-letters",
    "reminders:detail": "GET /urging-letters/{letter_id}",
    "reminders:paper": "GET /urging-letters/{letter_id}/file.docx",
    "reports:list": "GET /reports",
    "reports:detail": "GET /reports/{report_id}",
    "reports:paper": "GET /reports/{report_id}/file.docx",
    "reports:draft": "POST /duties/{duty_id}/reports",
    "reports:rollup": "GET /directives/{directive_id}/rollup",
    "reports:draft_rollup": "POST /directives/{directive_id}/rollup",
    "reports:accept_all": "POST /directives/{directive_id}/reports/accept",
    "offices:list": "GET /units",
    "offices:detail": "GET /units/{unit_id}",
}
PAGES_FOR_PEOPLE = {
    "account_logout": "a token runs out by itself",
    "account_signup": "nobody signs up; it answers 404",
    "set_language": "the interface answers in Vietnamese",
    "clock": "only the sample office has a day that can be moved",
    "activities:kept": "a picture of a file that waits in the form",
    "reports:sheet": "the paper on the screen; a program takes file.docx or file.pdf",
    "ui:catalogue": "the catalogue of components, made-up data",
    "ui:catalogue_page": "the catalogue of components, made-up data",
}
PUBLIC_FOLDER = "cong-khai/"  # everybody's pages: they have no actor, and RSS for programs


def list_deeds() -> dict[str, Callable[..., object]]:
    """Every public deed of every folder by its name."""
    found: dict[str, Callable[..., object]] = {}
    for folder in FOLDERS:
        module = import_module(f"trienkhai.web.{folder}.actions")
        names = getattr(module, "__all__", None) or [name for name in vars(module) if not name.startswith("_")]
        for name in names:
            known = getattr(module, name)
            if not inspect.isfunction(known) or not known.__module__.startswith(module.__name__):
                continue
            first = next(iter(inspect.signature(known).parameters), "")
            if name.startswith(("check_", "lock_")) or folder in ("files", "journal"):
                continue
            if hasattr(module, "__all__") or first in ("actor", "author"):
                found[f"{folder}.{name}"] = known
    return found


def list_operations() -> dict[str, Callable[..., object]]:
    """The function behind every operation, by its method and path."""
    return {
        f"{method} {re.sub(r'{[a-z]+:', '{', path)}": operation.view_func
        for router in ROUTERS
        for path, view in router.path_operations.items()
        for operation in view.operations
        for method in operation.methods
    }


def list_pages(patterns: list[URLPattern | URLResolver], space: str = "") -> list[str]:
    """The names of all pages, with the folder they stand in; the public ones and the interface left out."""
    found = []
    for pattern in patterns:
        route = str(getattr(pattern.pattern, "_route", ""))
        if route in ("api/", PUBLIC_FOLDER):
            continue
        if isinstance(pattern, URLResolver):
            name = pattern.app_name or ""
            found += list_pages(pattern.url_patterns, f"{name}:" if name else space)
        elif pattern.name:
            found.append(space + pattern.name)
    return found


OPERATIONS = list_operations()


def test_every_deed_has_an_operation() -> None:
    """Or a line that says why it is not for outside; and no line speaks of a deed that is gone."""
    deeds = set(list_deeds())
    named = set(DEEDS) | set(NOT_FOR_OUTSIDE)
    assert not set(DEEDS) & set(NOT_FOR_OUTSIDE)
    assert sorted(deeds - named) == [], "write an operation, or say in NOT_FOR_OUTSIDE why there is none"
    assert sorted(named - deeds) == [], "these deeds are gone"


@pytest.mark.parametrize(("deed", "operation"), DEEDS.items())
def test_the_operation_does_the_deed(deed: str, operation: str) -> None:
    """Its function calls the action itself, or one that does."""
    _, _, name = deed.partition(".")
    address, _, through = operation.partition(" through ")
    assert address in OPERATIONS
    said = inspect.getsource(OPERATIONS[address])
    assert re.search(rf"\b{through or name}\(", said), f"{address} does not call {through or name}"
    if through:
        known = list_deeds()[f"{deed.partition('.')[0]}.{through}"]
        module = inspect.getmodule(known)
        assert module is not None
        assert re.search(rf"\b{name}\(", inspect.getsource(module)), f"{through} does not call {name}"


def test_every_page_has_an_operation() -> None:
    """Or a line that says why it is for people only."""
    pages = set(list_pages(get_resolver().url_patterns))
    named = set(PAGES) | set(PAGES_FOR_PEOPLE)
    assert sorted(pages - named) == [], "write an operation, or say in PAGES_FOR_PEOPLE why there is none"
    assert sorted(named - pages) == [], "these pages are gone"
    assert sorted(set(PAGES.values()) - set(OPERATIONS)) == []


def test_no_operation_decides_anything_itself() -> None:
    """Operations call actions and queries: nothing is saved, updated or deleted in a file of the interface."""
    for view in OPERATIONS.values():
        said = inspect.getsource(view)
        assert not re.search(r"\.(save|update|delete|create|bulk_create)\(", said), view


def test_every_operation_declares_its_refusals() -> None:
    """400 and 422 are ninja's own replies; all of them have the one shape."""
    schema = describe_interface()
    for path, methods in schema["paths"].items():
        for method, told in methods.items():
            replies = told["responses"]
            for status in (400, 401, 404, 422):
                shape = replies[status]["content"]["application/json"]["schema"]
                assert shape.get("$ref", "").endswith("/ErrorOut"), (path, method)
            assert 200 in replies, (path, method)


def test_no_two_shapes_share_a_name() -> None:
    """The description knows a shape by its name only: two of one name would be told as one."""
    shapes: dict[str, set[str]] = {}
    for router in ROUTERS:
        for view in router.path_operations.values():
            for operation in view.operations:
                module = inspect.getmodule(operation.view_func)
                for name, known in vars(module).items():
                    if inspect.isclass(known) and name.endswith(("In", "Out", "Patch")):
                        shapes.setdefault(known.__name__, set()).add(known.__module__)
    assert {name: sorted(modules) for name, modules in shapes.items() if len(modules) > 1} == {}


def test_no_path_is_split_between_two_files() -> None:
    """The first file would answer 405 to what the second one offers."""
    paths = [re.sub(r"{[a-z]+:", "{", path) for router in ROUTERS for path in router.path_operations]
    assert sorted(path for path, count in Counter(paths).items() if count > 1) == []


def test_what_is_sent_in_is_an_object() -> None:
    """A ninja `Schema` would take `true` for an empty object: what comes in is an `interface.Body`."""
    modules = {inspect.getmodule(view) for view in OPERATIONS.values()}
    loose = {
        name
        for module in modules
        for name, known in vars(module).items()
        if inspect.isclass(known) and name.endswith(("In", "Patch")) and not issubclass(known, Body)
    }
    assert loose == set()
