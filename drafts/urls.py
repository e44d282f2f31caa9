from django.urls import path, re_path, register_converter
from django.urls.converters import StringConverter

from drafts.views import (
    agreeing,
    aligning,
    amendments,
    audiences,
    checking,
    comparing,
    concordance,
    decisions,
    delegations,
    drafts,
    files,
    following,
    guiding,
    histories,
    importing,
    ledger,
    overview,
    positions,
    proposing,
    receipts,
    renumbering,
    returning,
    rooming,
    rooms,
    seals,
    search,
    sponsoring,
    structuring,
    texts,
    windows,
    workbench,
)


class FileConverter(StringConverter):
    regex = "pdf|xlsx|csv"


register_converter(FileConverter, "file")
app_name = "drafts"
urlpatterns = [
    path("seals/", seals.seal_check, name="seal_check"),
    path("help/try-this/close/", guiding.guide_close, name="guide_close"),
    path("<slug:negotiation>/", overview.overview, name="overview"),
    path("<slug:negotiation>/search/", search.search, name="search"),
    path("<slug:negotiation>/amendments/", amendments.amendment_list, name="amendment_list"),
    path(
        "<slug:negotiation>/amendments/<file:file_format>/", amendments.amendment_file, name="amendment_file"
    ),
    path("<slug:negotiation>/amendments/<int:number>/", amendments.amendment, name="amendment"),
    path(
        "<slug:negotiation>/amendments/<int:number>/withdraw/",
        amendments.amendment_withdraw,
        name="amendment_withdraw",
    ),
    path(
        "<slug:negotiation>/amendments/<int:number>/align/",
        aligning.amendment_align,
        name="amendment_align",
    ),
    path(
        "<slug:negotiation>/amendments/<int:number>/revise/",
        proposing.amendment_revise,
        name="amendment_revise",
    ),
    path(
        "<slug:negotiation>/amendments/<int:number>/take-back/",
        amendments.amendment_take_back,
        name="amendment_take_back",
    ),
    path(
        "<slug:negotiation>/amendments/drafts/<int:pk>/discard/",
        amendments.amendment_discard,
        name="amendment_discard",
    ),
    path("<slug:negotiation>/amendments/drafts/<int:pk>/ask/", sponsoring.sponsor_ask, name="sponsor_ask"),
    path(
        "<slug:negotiation>/amendments/drafts/<int:pk>/sponsor/",
        sponsoring.amendment_sponsor,
        name="amendment_sponsor",
    ),
    path("<slug:negotiation>/amendments/drafts/<int:pk>/", proposing.amendment_edit, name="amendment_edit"),
    path(
        "<slug:negotiation>/amendments/<int:number>/traced/",
        receipts.amendment_traced,
        name="amendment_traced",
    ),
    path(
        "<slug:negotiation>/amendments/<int:number>/position/",
        positions.amendment_position,
        name="amendment_position",
    ),
    path("<slug:negotiation>/delegations/", delegations.delegation_list, name="delegation_list"),
    path(
        "<slug:negotiation>/delegations/<file:file_format>/",
        delegations.delegation_file,
        name="delegation_file",
    ),
    path("<slug:negotiation>/delegations/<slug:slug>/", delegations.delegation, name="delegation"),
    path("<slug:negotiation>/ledger/", ledger.ledger, name="ledger"),
    path("<slug:negotiation>/ledger/<file:file_format>/", ledger.ledger_file, name="ledger_file"),
    path("<slug:negotiation>/receipts/", receipts.receipt_list, name="receipt_list"),
    path(
        "<slug:negotiation>/receipts/<file:file_format>/",
        receipts.receipt_list_file,
        name="receipt_list_file",
    ),
    path("<slug:negotiation>/receipts/<int:number>/", receipts.receipt, name="receipt"),
    path(
        "<slug:negotiation>/receipts/<int:number>/<file:file_format>/",
        receipts.receipt_file,
        name="receipt_file",
    ),
    path("<slug:negotiation>/decisions/", decisions.decision_list, name="decision_list"),
    path("<slug:negotiation>/decisions/<file:file_format>/", decisions.decision_file, name="decision_file"),
    path("<slug:negotiation>/decisions/<int:number>/", decisions.decision, name="decision"),
    path("<slug:negotiation>/decisions/<int:number>/undo/", decisions.decision_undo, name="decision_undo"),
    path("<slug:negotiation>/drafts/printed/<int:pk>/", files.printout, name="printout"),
    path(
        "<slug:negotiation>/drafts/printed/<int:pk>/file/", files.printout_download, name="printout_download"
    ),
    path("<slug:negotiation>/import/", importing.import_create, name="import_create"),
    path("<slug:negotiation>/import/<int:pk>/", importing.import_preview, name="import_preview"),
    path("<slug:negotiation>/import/<int:pk>/source/", importing.import_source, name="import_source"),
    path("<slug:negotiation>/delegations/<slug:group>/room/", rooms.room, name="room"),
    path("<slug:negotiation>/delegations/<slug:group>/room/<slug:key>/", rooms.room_draft, name="room_draft"),
    path(
        "<slug:negotiation>/delegations/<slug:group>/room/<slug:key>/edit/",
        rooming.room_draft_edit,
        name="room_draft_edit",
    ),
    path(
        "<slug:negotiation>/delegations/<slug:group>/room/<slug:key>/comment/",
        rooms.room_draft_comment,
        name="room_draft_comment",
    ),
    path(
        "<slug:negotiation>/delegations/<slug:group>/room/<slug:key>/clear/",
        rooms.room_draft_clear,
        name="room_draft_clear",
    ),
    path(
        "<slug:negotiation>/delegations/<slug:group>/room/<slug:key>/table/",
        rooms.room_draft_table,
        name="room_draft_table",
    ),
    path(
        "<slug:negotiation>/delegations/<slug:group>/room/<slug:key>/set-aside/",
        rooms.room_draft_set_aside,
        name="room_draft_set_aside",
    ),
    path("<slug:negotiation>/windows/", windows.window_list, name="window_list"),
    path("<slug:negotiation>/windows/open/", windows.window_open, name="window_open"),
    path("<slug:negotiation>/windows/<int:pk>/", windows.window_change, name="window_change"),
    path("<slug:negotiation>/windows/<int:pk>/close/", windows.window_close, name="window_close"),
    path("<slug:negotiation>/windows/<int:pk>/lift/", windows.window_lift, name="window_lift"),
    path("<slug:negotiation>/audiences/", audiences.audience_list, name="audience_list"),
    path("<slug:negotiation>/<slug:document>/", texts.text, name="text"),
    path("<slug:negotiation>/<slug:document>/renumber/", renumbering.renumber, name="renumber"),
    path("<slug:negotiation>/<slug:document>/check/", checking.check, name="check"),
    path("<slug:negotiation>/<slug:document>/check/accept/", checking.finding_accept, name="finding_accept"),
    path("<slug:negotiation>/<slug:document>/check/spelling/", checking.spelling, name="spelling"),
    re_path(
        r"^(?P<negotiation>[-\w]+)/(?P<document>[-\w]+)/check/(?P<file_format>csv|txt)/$",
        checking.check_file,
        name="check_file",
    ),
    path("<slug:negotiation>/<slug:document>/concordance/", concordance.concordance, name="concordance"),
    re_path(
        r"^(?P<negotiation>[-\w]+)/(?P<document>[-\w]+)/concordance/(?P<file_format>xlsx|csv|txt|pdf)/$",
        concordance.concordance_file,
        name="concordance_file",
    ),
    path(
        "<slug:negotiation>/<slug:document>/audience/", audiences.document_audience, name="document_audience"
    ),
    path("<slug:negotiation>/<slug:document>/compare/", comparing.comparison, name="comparison"),
    path(
        "<slug:negotiation>/<slug:document>/compare/file/", comparing.comparison_file, name="comparison_file"
    ),
    path("<slug:negotiation>/<slug:document>/drafts/", drafts.draft_list, name="draft_list"),
    path(
        "<slug:negotiation>/<slug:document>/drafts/circulate/", drafts.draft_circulate, name="draft_circulate"
    ),
    path("<slug:negotiation>/<slug:document>/drafts/<slug:draft>/", drafts.draft, name="draft"),
    path(
        "<slug:negotiation>/<slug:document>/drafts/<slug:draft>/audience/",
        audiences.draft_audience,
        name="draft_audience",
    ),
    path(
        "<slug:negotiation>/<slug:document>/drafts/<slug:draft>/make/",
        drafts.export_request,
        name="export_request",
    ),
    path(
        "<slug:negotiation>/<slug:document>/drafts/<slug:draft>/files/<int:pk>/",
        drafts.export_download,
        name="export_download",
    ),
    path(
        "<slug:negotiation>/<slug:document>/drafts/<slug:draft>/files/<int:pk>/cancel/",
        drafts.export_cancel,
        name="export_cancel",
    ),
    path("<slug:negotiation>/<slug:document>/word/", returning.returned_create, name="returned_create"),
    path("<slug:negotiation>/<slug:document>/word/<int:pk>/", returning.returned, name="returned"),
    path("<slug:negotiation>/<slug:document>/new-text/", returning.retext_create, name="retext_create"),
    path("<slug:negotiation>/<slug:document>/new-text/<int:pk>/", returning.retext, name="retext"),
    path("<slug:negotiation>/<slug:document>/positions/", positions.position_list, name="position_list"),
    path(
        "<slug:negotiation>/<slug:document>/positions/<file:file_format>/",
        positions.position_file,
        name="position_file",
    ),
    path(
        "<slug:negotiation>/<slug:document>/<str:label>/position/",
        positions.paragraph_position,
        name="paragraph_position",
    ),
    path(
        "<slug:negotiation>/<slug:document>/<str:label>/history/<file:file_format>/",
        histories.history_file,
        name="history_file",
    ),
    path("<slug:negotiation>/<slug:document>/<str:label>/", texts.paragraph, name="paragraph"),
    path(
        "<slug:negotiation>/<slug:document>/<str:label>/amend/",
        proposing.amendment_create,
        name="amendment_create",
    ),
    path(
        "<slug:negotiation>/<slug:document>/<str:label>/amend/redline/",
        proposing.amendment_redline,
        name="amendment_redline",
    ),
    path("<slug:negotiation>/<slug:document>/<str:label>/workbench/", workbench.workbench, name="workbench"),
    path(
        "<slug:negotiation>/<slug:document>/<str:label>/delete/",
        structuring.paragraph_delete,
        name="paragraph_delete",
    ),
    path(
        "<slug:negotiation>/<slug:document>/<str:label>/merge/",
        structuring.paragraph_merge,
        name="paragraph_merge",
    ),
    path(
        "<slug:negotiation>/<slug:document>/<str:label>/follow/",
        following.paragraph_follow,
        name="paragraph_follow",
    ),
    path(
        "<slug:negotiation>/<slug:document>/<str:label>/restore/",
        decisions.paragraph_restore,
        name="paragraph_restore",
    ),
    path(
        "<slug:negotiation>/<slug:document>/<str:label>/insert/",
        structuring.paragraph_insert,
        name="paragraph_insert",
    ),
    path(
        "<slug:negotiation>/<slug:document>/<str:label>/alternative/",
        structuring.paragraph_alternative,
        name="paragraph_alternative",
    ),
    path(
        "<slug:negotiation>/<slug:document>/<str:label>/split/",
        structuring.paragraph_split,
        name="paragraph_split",
    ),
    path(
        "<slug:negotiation>/<slug:document>/<str:label>/move/",
        structuring.paragraph_move,
        name="paragraph_move",
    ),
    path(
        "<slug:negotiation>/<slug:document>/<str:label>/agree/",
        agreeing.paragraph_agree,
        name="paragraph_agree",
    ),
    path(
        "<slug:negotiation>/<slug:document>/<str:label>/reopen/",
        agreeing.paragraph_reopen,
        name="paragraph_reopen",
    ),
    path(
        "<slug:negotiation>/<slug:document>/<str:label>/compare/",
        comparing.paragraph_comparison,
        name="paragraph_comparison",
    ),
]
