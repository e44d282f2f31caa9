"""Make every table of this app at once, as the migrations did that were written before anybody ran the product."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import drafts.models.rooms


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("drafts", "0001_initial"),
        ("drafts", "0002_draft_anchors_the_record"),
        ("drafts", "0003_record_is_reserved"),
        ("drafts", "0004_export_formats"),
        ("drafts", "0005_export_looks"),
        ("drafts", "0006_windows"),
        ("drafts", "0007_printouts"),
        ("drafts", "0008_dropped_paragraphs"),
        ("drafts", "0009_editorial_check"),
        ("drafts", "0010_sponsor"),
        ("drafts", "0011_word_exports"),
        ("drafts", "0012_returned_files"),
        ("drafts", "0013_audiences"),
        ("drafts", "0014_packages"),
        ("drafts", "0015_rooms"),
        ("drafts", "0016_window_change_by_hour"),
        ("drafts", "0017_reserved_words"),
    ]

    dependencies = [
        ("delegations", "0001_squashed_0014_reserved_words_and_notices"),
        ("delegations", "__first__"),
        ("reversion", "0002_add_index_on_version_for_content_type_and_db"),
    ]

    operations = [
        migrations.CreateModel(
            name="Amendment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(blank=True, help_text="Given when it is tabled.", null=True),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("revise", "Change the wording"),
                            ("insert", "New paragraph after it"),
                            ("delete", "Delete it"),
                            ("merge", "Merge it into another"),
                            ("move", "Move it after another"),
                            ("alternative", "Alternative to the whole"),
                        ],
                        default="revise",
                        max_length=12,
                    ),
                ),
                (
                    "declined",
                    models.TextField(
                        blank=True, help_text="What the Member State said that declined to sponsor it."
                    ),
                ),
                ("base_edition", models.PositiveIntegerField()),
                ("base_wording", models.TextField(blank=True)),
                ("wording", models.TextField(blank=True)),
                ("rationale", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("tabled", "Open"),
                            ("withdrawn", "Withdrawn"),
                            ("settled", "Settled"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                (
                    "fit",
                    models.CharField(
                        choices=[
                            ("fits", "Fits"),
                            ("reflected", "Already reflected"),
                            ("attention", "Needs attention"),
                        ],
                        default="fits",
                        max_length=10,
                    ),
                ),
                (
                    "audience",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Facilitators and secretariat"),
                            (2, "Member States"),
                            (3, "Member States and observers"),
                            (4, "Public"),
                        ],
                        default=3,
                        help_text="Never wider than its document’s; its own delegation always sees it.",
                    ),
                ),
                ("saved_at", models.DateTimeField()),
                ("tabled_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "is_late",
                    models.BooleanField(
                        default=False, help_text="Tabled, or last revised, after its window had closed."
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amendments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "delegation",
                    models.ForeignKey(
                        help_text="In whose name.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amendments",
                        to="delegations.delegation",
                    ),
                ),
                (
                    "negotiation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amendments",
                        to="delegations.negotiation",
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        help_text="Who sees the draft.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amendments_prepared",
                        to="delegations.delegation",
                    ),
                ),
                (
                    "sponsor",
                    models.ForeignKey(
                        blank=True,
                        help_text="The Member State that is asked to sponsor it, or that tabled it for an observer or organization.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amendments_sponsored",
                        to="delegations.delegation",
                    ),
                ),
            ],
            options={
                "ordering": ["negotiation", "number", "pk"],
                "permissions": [
                    ("table_amendment", "Can table an amendment"),
                    ("state_position", "Can state a delegation's position"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("negotiation"),
                        models.F("number"),
                        name="amendment_number_once_a_negotiation",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("number__isnull", True), ("state", "draft"), ("tabled_at__isnull", True)
                            ),
                            models.Q(
                                models.Q(("state", "draft"), _negated=True),
                                ("number__isnull", False),
                                ("tabled_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="amendment_numbered_when_tabled",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=60)),
                ("name", models.CharField(help_text="What people call it: Plan of action.", max_length=200)),
                ("title", models.TextField(help_text="The lines of its title as printed.")),
                ("position", models.PositiveSmallIntegerField(default=1)),
                (
                    "audience",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Facilitators and secretariat"),
                            (2, "Member States"),
                            (3, "Member States and observers"),
                            (4, "Public"),
                        ],
                        default=3,
                    ),
                ),
                (
                    "negotiation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="delegations.negotiation",
                    ),
                ),
            ],
            options={
                "ordering": ["negotiation", "position", "slug"],
                "permissions": [
                    ("import_document", "Can import a document"),
                    ("renumber_document", "Can renumber a document"),
                    ("set_audience", "Can say who reads a text"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("negotiation"), models.F("slug"), name="document_slug_once_a_negotiation"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "slug__in",
                                [
                                    "amendments",
                                    "audience",
                                    "audiences",
                                    "check",
                                    "compare",
                                    "concordance",
                                    "decisions",
                                    "delegations",
                                    "drafts",
                                    "import",
                                    "invitations",
                                    "ledger",
                                    "new-text",
                                    "positions",
                                    "receipts",
                                    "record",
                                    "renumber",
                                    "roles",
                                    "search",
                                    "seats",
                                    "windows",
                                    "word",
                                ],
                            ),
                            _negated=True,
                        ),
                        name="document_slug_not_reserved",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "verb",
                    models.CharField(
                        choices=[
                            ("import", "Imported"),
                            ("revise", "Revised"),
                            ("insert", "Inserted"),
                            ("delete", "Deleted"),
                            ("merge", "Merged"),
                            ("move", "Moved"),
                            ("split", "Split"),
                            ("agree", "Agreed"),
                            ("reopen", "Reopened"),
                            ("restore", "Restored"),
                            ("renumber", "Renumbered"),
                            ("undo", "Undone"),
                        ],
                        max_length=10,
                    ),
                ),
                ("sentence", models.TextField(help_text="What it did, with the labels of that day.")),
                ("reason", models.TextField(blank=True)),
                (
                    "delegation",
                    models.ForeignKey(
                        blank=True,
                        help_text="At whose request a paragraph was reopened.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="delegations.delegation",
                    ),
                ),
                (
                    "negotiation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="delegations.negotiation",
                    ),
                ),
                (
                    "revision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="reversion.revision",
                    ),
                ),
                (
                    "undoes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="undone_by",
                        to="drafts.decision",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="drafts.document",
                    ),
                ),
            ],
            options={
                "ordering": ["negotiation", "-number"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("negotiation"), models.F("number"), name="decision_number_once_a_negotiation"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("verb", "reopen"), _negated=True),
                            models.Q(("delegation__isnull", False), models.Q(("reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="decision_reopens_for_a_delegation_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("undoes__isnull", False), ("verb", "undo")),
                            models.Q(models.Q(("verb", "undo"), _negated=True), ("undoes__isnull", True)),
                            _connector="OR",
                        ),
                        name="decision_undoes_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("zero", "Zero draft"),
                            ("proposals", "Facilitators’ proposals"),
                            ("revision", "Revision"),
                            ("final", "Final"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="What people call it: Facilitators’ proposals, Rev.1.", max_length=200
                    ),
                ),
                ("title", models.TextField(help_text="The lines of the document’s title on that day.")),
                ("symbol", models.CharField(blank=True, help_text="Empty: pending.", max_length=60)),
                ("author", models.CharField(max_length=200)),
                ("circulated_at", models.DateTimeField()),
                ("seal", models.CharField(help_text="SHA-256 of the canonical text.", max_length=64)),
                (
                    "last_decision",
                    models.PositiveIntegerField(help_text="The number of the last decision that it holds."),
                ),
                (
                    "record_number",
                    models.PositiveIntegerField(
                        help_text="The act of its circulation, in the record.", null=True
                    ),
                ),
                ("record_hash", models.CharField(blank=True, help_text="That act’s hash.", max_length=64)),
                (
                    "audience",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Facilitators and secretariat"),
                            (2, "Member States"),
                            (3, "Member States and observers"),
                            (4, "Public"),
                        ],
                        default=3,
                    ),
                ),
                (
                    "circulated_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafts",
                        to="drafts.document",
                    ),
                ),
            ],
            options={
                "ordering": ["document", "-circulated_at", "-pk"],
                "permissions": [
                    ("circulate_draft", "Can circulate a draft"),
                    ("export_draft", "Can export a draft"),
                ],
                "get_latest_by": ["circulated_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("document"), models.F("slug"), name="draft_slug_once_a_document"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CarriedForward",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("delegation", models.CharField(help_text="Its name on that day.", max_length=220)),
                (
                    "target",
                    models.CharField(
                        blank=True, help_text="The label of its target on that day.", max_length=60
                    ),
                ),
                ("wording", models.TextField(blank=True)),
                (
                    "fits",
                    models.BooleanField(
                        default=True, help_text="Whether the wording is one on the draft’s wording."
                    ),
                ),
                (
                    "audience",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Facilitators and secretariat"),
                            (2, "Member States"),
                            (3, "Member States and observers"),
                            (4, "Public"),
                        ],
                        default=3,
                        help_text="The amendment’s on that day.",
                    ),
                ),
                (
                    "amendment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carried_forward",
                        to="drafts.amendment",
                    ),
                ),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carried_forward",
                        to="drafts.draft",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "carried forward",
                "ordering": ["draft", "amendment__number"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("draft"), models.F("amendment"), name="carried_forward_once_a_draft"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Export",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("clean", "Clean"),
                            ("tracked", "Tracked"),
                            ("compilation", "Compilation"),
                            ("anonymous", "Compilation without names"),
                            ("unattributed", "Tracked without names"),
                            ("sheet", "Amendment sheet"),
                            ("receipts", "Receipts"),
                            ("concordance", "Concordance"),
                            ("package", "Issue package"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "format",
                    models.CharField(
                        choices=[
                            ("pdf", "PDF"),
                            ("html", "HTML"),
                            ("txt", "Plain text"),
                            ("md", "Markdown"),
                            ("xml", "Akoma Ntoso (XML)"),
                            ("docx", "Word"),
                            ("zip", "ZIP"),
                        ],
                        max_length=8,
                    ),
                ),
                ("is_large", models.BooleanField(default=False, help_text="In large print.")),
                (
                    "line_numbers",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "None"),
                            ("page", "Every line, anew on each page"),
                            ("through", "Every fifth line, through the whole text"),
                        ],
                        default="",
                        max_length=8,
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        help_text="SHA-256 of all that the file is made of.", max_length=64, unique=True
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Being made"),
                            ("done", "Ready"),
                            ("failed", "Failed"),
                            ("stopped", "Cancelled"),
                        ],
                        default="asked",
                        max_length=8,
                    ),
                ),
                ("lease_until", models.DateTimeField()),
                ("size", models.PositiveIntegerField(default=0, help_text="Bytes.")),
                (
                    "sha256",
                    models.CharField(blank=True, db_index=True, help_text="Of the bytes.", max_length=64),
                ),
                ("failure", models.CharField(blank=True, max_length=300)),
                (
                    "tries",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="How often it was given to a worker."
                    ),
                ),
                (
                    "parts_made",
                    models.PositiveSmallIntegerField(default=0, help_text="Of a package, so far."),
                ),
                (
                    "audience",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Facilitators and secretariat"),
                            (2, "Member States"),
                            (3, "Member States and observers"),
                            (4, "Public"),
                        ],
                        default=3,
                        help_text="Names and words of amendments for narrower ones are not in it.",
                    ),
                ),
                (
                    "against",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exports_against",
                        to="drafts.draft",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who may cancel it, beside those who circulate.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exports",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="exports", to="drafts.draft"
                    ),
                ),
            ],
            options={
                "ordering": ["draft", "form", "format"],
            },
        ),
        migrations.CreateModel(
            name="Intake",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file_name", models.CharField(max_length=200)),
                (
                    "source",
                    models.TextField(
                        help_text="The text as read from the file, whose lines the warnings count."
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        blank=True, help_text="What people will call the document.", max_length=200
                    ),
                ),
                ("slug", models.CharField(blank=True, help_text="Its address.", max_length=60)),
                ("title", models.JSONField(default=list, help_text="The lines of its title.")),
                (
                    "blocks",
                    models.JSONField(
                        default=list, help_text="Its blocks in reading order, those left out too."
                    ),
                ),
                (
                    "warnings",
                    models.JSONField(default=list, help_text="What could not be settled, by line and block."),
                ),
                (
                    "before",
                    models.JSONField(help_text="The working copy before the last correction.", null=True),
                ),
                (
                    "step",
                    models.PositiveIntegerField(default=0, help_text="How many times it has been corrected."),
                ),
                ("updated_at", models.DateTimeField()),
                (
                    "negotiation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="intakes",
                        to="delegations.negotiation",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="intakes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-updated_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Outcome",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("accepted", "Accepted"),
                            ("in_part", "Accepted in part"),
                            ("not_retained", "Not retained"),
                            ("overtaken", "Overtaken"),
                        ],
                        max_length=14,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("used", models.JSONField(blank=True, default=list)),
                ("unused", models.JSONField(blank=True, default=list)),
                (
                    "amendment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcomes",
                        to="drafts.amendment",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcomes",
                        to="drafts.decision",
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcomes_undone",
                        to="drafts.decision",
                    ),
                ),
            ],
            options={
                "ordering": ["decision", "amendment__number"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("amendment"), models.F("decision"), name="outcome_once_a_decision"
                    ),
                    models.UniqueConstraint(
                        models.F("amendment"),
                        condition=models.Q(("undone_by__isnull", True)),
                        name="outcome_one_that_holds",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "not_retained"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="outcome_not_retained_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Paragraph",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "place",
                    models.CharField(help_text="Its order in the document, as digits.", max_length=200),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("heading", "Heading"),
                            ("unnumbered", "Unnumbered"),
                            ("preambular", "Preambular"),
                            ("numbered", "Numbered"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "label",
                    models.CharField(help_text="What people call it; stored, never computed.", max_length=60),
                ),
                ("slug", models.CharField(help_text="The label as an address has it.", max_length=60)),
                ("wording", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("standing", "Standing"), ("deleted", "Deleted"), ("merged", "Merged")],
                        default="standing",
                        max_length=10,
                    ),
                ),
                (
                    "agreement",
                    models.CharField(
                        choices=[("none", "Not agreed"), ("ad_ref", "Agreed ad ref"), ("agreed", "Agreed")],
                        default="none",
                        max_length=10,
                    ),
                ),
                (
                    "edition",
                    models.PositiveIntegerField(
                        default=0, help_text="How many times it has been decided on."
                    ),
                ),
                (
                    "is_dropped",
                    models.BooleanField(
                        default=False,
                        help_text="Its marker is no longer printed since a renumbering; its label says so: “former 37”.",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="paragraphs",
                        to="drafts.document",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged_into_this",
                        to="drafts.paragraph",
                    ),
                ),
            ],
            options={
                "ordering": ["document", "place"],
                "permissions": [("decide_paragraph", "Can decide on a paragraph")],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("document"), models.F("label"), name="paragraph_label_once_a_document"
                    ),
                    models.UniqueConstraint(
                        models.F("document"), models.F("slug"), name="paragraph_slug_once_a_document"
                    ),
                    models.UniqueConstraint(
                        models.F("document"), models.F("place"), name="paragraph_place_once_a_document"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "merged"), ("target__isnull", False)),
                            models.Q(models.Q(("state", "merged"), _negated=True), ("target__isnull", True)),
                            _connector="OR",
                        ),
                        name="paragraph_merged_has_target",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("target", models.F("id")), _negated=True),
                        name="paragraph_merged_into_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agreement__in", ["ad_ref", "agreed"]), _negated=True),
                            ("state", "standing"),
                            _connector="OR",
                        ),
                        name="paragraph_agreed_is_standing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_dropped", False),
                            models.Q(("state", "standing"), _negated=True),
                            _connector="OR",
                        ),
                        name="paragraph_dropped_does_not_stand",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KeptPosition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("cosponsor", "Co-sponsors"),
                            ("support", "Supports"),
                            ("oppose", "Opposes"),
                            ("reserve", "Reserves"),
                        ],
                        max_length=10,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                ("kept_at", models.DateTimeField()),
                (
                    "amendment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="kept_positions",
                        to="drafts.amendment",
                    ),
                ),
                (
                    "delegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="kept_positions",
                        to="delegations.delegation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="kept_positions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "paragraph",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="kept_positions",
                        to="drafts.paragraph",
                    ),
                ),
            ],
            options={
                "ordering": ["-kept_at"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("paragraph"),
                        models.F("amendment"),
                        models.F("person"),
                        name="kept_position_once_an_amendment",
                    ),
                    models.UniqueConstraint(
                        models.F("paragraph"),
                        models.F("person"),
                        condition=models.Q(("amendment__isnull", True)),
                        name="kept_position_once_a_paragraph",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DraftBlock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("edition", models.PositiveIntegerField()),
                ("section", models.CharField(blank=True, max_length=200)),
                ("is_section_hidden", models.BooleanField(default=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("heading", "Heading"),
                            ("unnumbered", "Unnumbered"),
                            ("preambular", "Preambular"),
                            ("numbered", "Numbered"),
                        ],
                        max_length=12,
                    ),
                ),
                ("label", models.CharField(max_length=60)),
                (
                    "state",
                    models.CharField(
                        choices=[("standing", "Standing"), ("deleted", "Deleted"), ("merged", "Merged")],
                        max_length=10,
                    ),
                ),
                (
                    "target",
                    models.CharField(
                        blank=True, help_text="The label of the paragraph it was merged into.", max_length=60
                    ),
                ),
                (
                    "agreement",
                    models.CharField(
                        choices=[("none", "Not agreed"), ("ad_ref", "Agreed ad ref"), ("agreed", "Agreed")],
                        max_length=10,
                    ),
                ),
                ("wording", models.TextField(blank=True)),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="blocks", to="drafts.draft"
                    ),
                ),
                (
                    "paragraph",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="frozen",
                        to="drafts.paragraph",
                    ),
                ),
            ],
            options={
                "ordering": ["draft", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("draft"), models.F("position"), name="draft_block_position_once"
                    ),
                    models.UniqueConstraint(
                        models.F("draft"), models.F("label"), name="draft_block_label_once"
                    ),
                    models.UniqueConstraint(
                        models.F("draft"), models.F("paragraph"), name="draft_block_paragraph_once"
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="decision",
            name="paragraph",
            field=models.ForeignKey(
                help_text="None: a whole document.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="drafts.paragraph",
            ),
        ),
        migrations.CreateModel(
            name="Bench",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.PositiveIntegerField()),
                (
                    "steps",
                    models.JSONField(
                        default=list, help_text="What the form held at each step: by field, as typed."
                    ),
                ),
                ("seen_at", models.DateTimeField()),
                (
                    "facilitator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="benches",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "paragraph",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="benches",
                        to="drafts.paragraph",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("paragraph"), models.F("facilitator"), name="bench_once_a_facilitator"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="amendment",
            name="paragraph",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="amendments", to="drafts.paragraph"
            ),
        ),
        migrations.AddField(
            model_name="amendment",
            name="target",
            field=models.ForeignKey(
                blank=True,
                help_text="Into which it is to be merged, or after which moved.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="amendments_towards",
                to="drafts.paragraph",
            ),
        ),
        migrations.CreateModel(
            name="AcceptedFinding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("check_name", models.CharField(help_text="Which family of checks found it.", max_length=20)),
                (
                    "basis",
                    models.CharField(help_text="SHA-256 of the words that it rests on.", max_length=64),
                ),
                ("accepted_at", models.DateTimeField()),
                (
                    "accepted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "paragraph",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="accepted_findings",
                        to="drafts.paragraph",
                    ),
                ),
            ],
            options={
                "ordering": ["paragraph", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("paragraph"),
                        models.F("check_name"),
                        models.F("basis"),
                        name="accepted_finding_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Position",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("cosponsor", "Co-sponsors"),
                            ("support", "Supports"),
                            ("oppose", "Opposes"),
                            ("reserve", "Reserves"),
                        ],
                        max_length=10,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                ("stated_at", models.DateTimeField()),
                (
                    "is_late",
                    models.BooleanField(default=False, help_text="Stated after its window had closed."),
                ),
                (
                    "amendment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="positions",
                        to="drafts.amendment",
                    ),
                ),
                (
                    "delegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="positions",
                        to="delegations.delegation",
                    ),
                ),
                (
                    "paragraph",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="positions",
                        to="drafts.paragraph",
                    ),
                ),
                (
                    "stated_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="positions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["kind", "delegation__sort_name"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("amendment"), models.F("delegation"), name="position_once_an_amendment"
                    ),
                    models.UniqueConstraint(
                        models.F("paragraph"),
                        models.F("delegation"),
                        condition=models.Q(("amendment__isnull", True)),
                        name="position_once_a_paragraph",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "cosponsor"), _negated=True),
                            ("amendment__isnull", False),
                            _connector="OR",
                        ),
                        name="position_cosponsors_an_amendment",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Printout",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(help_text="Of the file, without its ending.", max_length=200)),
                ("title", models.CharField(max_length=300)),
                (
                    "key",
                    models.CharField(
                        help_text="SHA-256 of all that it is made of.", max_length=64, unique=True
                    ),
                ),
                ("content", models.JSONField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Being made"),
                            ("done", "Ready"),
                            ("failed", "Failed"),
                            ("stopped", "Cancelled"),
                        ],
                        default="asked",
                        max_length=8,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("lease_until", models.DateTimeField()),
                ("size", models.PositiveIntegerField(default=0, help_text="Bytes.")),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="printouts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "negotiation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="printouts",
                        to="delegations.negotiation",
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at"],
            },
        ),
        migrations.CreateModel(
            name="ReturnedFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[("amend", "Amendments"), ("decide", "Decisions")], max_length=6
                    ),
                ),
                ("file_name", models.CharField(max_length=200)),
                (
                    "changes",
                    models.JSONField(default=list, help_text="What it wants, in the order of its text."),
                ),
                (
                    "comments",
                    models.JSONField(default=list, help_text="Comments on what it leaves as it was."),
                ),
                ("updated_at", models.DateTimeField()),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="returned_files",
                        to="drafts.document",
                    ),
                ),
                (
                    "draft",
                    models.ForeignKey(
                        help_text="The draft that was edited; none: the text as it stood.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returned_files",
                        to="drafts.draft",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="returned_files",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-updated_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="RoomDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        default=drafts.models.rooms.new_key, editable=False, max_length=32, unique=True
                    ),
                ),
                ("begun_at", models.DateTimeField()),
                ("set_aside_at", models.DateTimeField(blank=True, null=True)),
                (
                    "amendment",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="room_draft",
                        to="drafts.amendment",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="room_drafts",
                        to="delegations.delegation",
                    ),
                ),
                (
                    "paragraph",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="room_drafts",
                        to="drafts.paragraph",
                    ),
                ),
            ],
            options={
                "ordering": ["group", "pk"],
            },
        ),
        migrations.CreateModel(
            name="RoomWording",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("revise", "Change the wording"),
                            ("insert", "New paragraph after it"),
                            ("delete", "Delete it"),
                            ("merge", "Merge it into another"),
                            ("move", "Move it after another"),
                            ("alternative", "Alternative to the whole"),
                        ],
                        max_length=12,
                    ),
                ),
                ("base_edition", models.PositiveIntegerField()),
                ("base_wording", models.TextField(blank=True)),
                ("wording", models.TextField(blank=True)),
                ("rationale", models.TextField(blank=True)),
                ("saved_at", models.DateTimeField()),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "delegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="delegations.delegation",
                    ),
                ),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wordings",
                        to="drafts.roomdraft",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="drafts.paragraph",
                    ),
                ),
            ],
            options={
                "ordering": ["draft", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("draft"), models.F("number"), name="room_wording_number_once_a_draft"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RoomComment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.TextField()),
                ("written_at", models.DateTimeField()),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "delegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="delegations.delegation",
                    ),
                ),
                (
                    "wording",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="drafts.roomwording",
                    ),
                ),
            ],
            options={
                "ordering": ["wording", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Clearance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("cleared", "We can live with it"),
                            ("not_yet", "Not yet"),
                            ("dissociates", "We dissociate ourselves"),
                        ],
                        max_length=12,
                    ),
                ),
                ("given_at", models.DateTimeField()),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "delegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="delegations.delegation",
                    ),
                ),
                (
                    "wording",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="clearances",
                        to="drafts.roomwording",
                    ),
                ),
            ],
            options={
                "ordering": ["wording", "delegation__sort_name"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("wording"), models.F("delegation"), name="clearance_once_a_wording"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Section",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("position", models.PositiveSmallIntegerField()),
                ("is_hidden", models.BooleanField(default=True, help_text="Used on screen, not printed.")),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sections",
                        to="drafts.document",
                    ),
                ),
            ],
            options={
                "ordering": ["document", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("document"), models.F("position"), name="section_position_once"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="paragraph",
            name="section",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="paragraphs",
                to="drafts.section",
            ),
        ),
        migrations.CreateModel(
            name="SpellingList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rules", models.TextField(blank=True, help_text="A rule a line: “programme: program”.")),
                ("kept_at", models.DateTimeField()),
                (
                    "kept_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "negotiation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="spelling_list",
                        to="delegations.negotiation",
                    ),
                ),
            ],
            options={
                "permissions": [("keep_spelling", "Can keep the list of spellings")],
            },
        ),
        migrations.CreateModel(
            name="Window",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "covers",
                    models.CharField(
                        choices=[
                            ("both", "Amendments and positions"),
                            ("amendments", "Amendments"),
                            ("positions", "Positions"),
                        ],
                        default="both",
                        max_length=10,
                    ),
                ),
                ("opens_at", models.DateTimeField()),
                ("closes_at", models.DateTimeField()),
                ("is_late_accepted", models.BooleanField(default=False)),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="windows",
                        to="drafts.document",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="windows",
                        to="drafts.section",
                    ),
                ),
            ],
            options={
                "ordering": ["document", "-closes_at", "-pk"],
                "permissions": [("set_window", "Can open, change and close a window")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("closes_at__gt", models.F("opens_at"))),
                        name="window_closes_after_it_opens",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WindowChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "verb",
                    models.CharField(
                        choices=[
                            ("opened", "Opened"),
                            ("changed", "Changed"),
                            ("extended", "Extended"),
                            ("closed", "Closed"),
                            ("lifted", "Lifted"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("opens_at", models.DateTimeField()),
                ("closes_at", models.DateTimeField()),
                ("is_late_accepted", models.BooleanField()),
                (
                    "by",
                    models.ForeignKey(
                        help_text="None: its hour had come.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="window_changes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "window",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="drafts.window",
                    ),
                ),
            ],
            options={
                "ordering": ["window", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Alignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("aligned", "Aligned"), ("dissociates", "Dissociates itself")], max_length=12
                    ),
                ),
                (
                    "delegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alignments",
                        to="delegations.delegation",
                    ),
                ),
                (
                    "amendment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alignments",
                        to="drafts.amendment",
                    ),
                ),
            ],
            options={
                "ordering": ["amendment", "kind", "delegation__sort_name"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("amendment"), models.F("delegation"), name="alignment_once_an_amendment"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AmendmentRevision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("tabled", "Tabled"),
                            ("revised", "Revised by its delegation"),
                            ("carried", "Carried to a new edition"),
                            ("taken_back", "Carrying taken back"),
                        ],
                        max_length=10,
                    ),
                ),
                ("base_edition", models.PositiveIntegerField()),
                ("base_wording", models.TextField(blank=True)),
                ("wording", models.TextField(blank=True)),
                ("rationale", models.TextField(blank=True)),
                ("made_at", models.DateTimeField()),
                (
                    "is_late",
                    models.BooleanField(default=False, help_text="Made after its window had closed."),
                ),
                (
                    "amendment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to="drafts.amendment",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        help_text="Why it was carried.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carried",
                        to="drafts.decision",
                    ),
                ),
            ],
            options={
                "ordering": ["amendment", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("amendment"), models.F("number"), name="amendment_revision_number_once"
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="amendment",
            index=models.Index(models.F("paragraph"), models.F("state"), name="amendment_by_paragraph"),
        ),
        migrations.AddConstraint(
            model_name="amendment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ("merge", "move")), ("target__isnull", False)),
                    models.Q(
                        models.Q(("kind__in", ("merge", "move")), _negated=True), ("target__isnull", True)
                    ),
                    ("state", "draft"),
                    _connector="OR",
                ),
                name="amendment_tabled_has_its_target",
            ),
        ),
        migrations.AddConstraint(
            model_name="amendment",
            constraint=models.CheckConstraint(
                condition=models.Q(("target", models.F("paragraph")), _negated=True),
                name="amendment_targets_another",
            ),
        ),
    ]
