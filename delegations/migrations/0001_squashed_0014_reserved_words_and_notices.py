"""Make every table of this app at once, as the migrations did that were written before anybody ran the product."""

import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import delegations.models.participants
import delegations.models.seats


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("delegations", "0001_initial"),
        ("delegations", "0002_delegation_of_a_negotiation"),
        ("delegations", "0003_give_each_negotiation_its_own"),
        ("delegations", "0004_participants_are_the_negotiations_own"),
        ("delegations", "0005_record"),
        ("delegations", "0007_access_log"),
        ("delegations", "0008_notices"),
        ("delegations", "0009_seat_ended_at"),
        ("delegations", "0010_token"),
        ("delegations", "0011_invitations"),
        ("delegations", "0012_audiences"),
        ("delegations", "0013_spokesperson"),
        ("delegations", "0014_reserved_words_and_notices"),
    ]

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="Delegation",
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
                            ("state", "Member State"),
                            ("observer", "Observer"),
                            ("entity", "United Nations entity"),
                            ("organization", "Organization"),
                            ("ngo", "Non-governmental organization"),
                            ("group", "Group"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("sort_name", models.CharField(help_text="What it is sorted under.", max_length=200)),
                ("slug", models.SlugField(max_length=100)),
                ("iso2", models.CharField(blank=True, max_length=2, verbose_name="ISO 3166-1 alpha-2")),
                ("iso3", models.CharField(blank=True, max_length=3, verbose_name="ISO 3166-1 alpha-3")),
                ("is_fictitious", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["sort_name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined"),
                ),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mail")),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="name")),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "user",
                "verbose_name_plural": "users",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"), name="user_email_ignores_case"
                    )
                ],
            },
            managers=[
                ("objects", delegations.models.participants.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="Act",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(help_text="1, 2, 3 ... in its book, without a gap.")),
                ("at", models.DateTimeField()),
                ("kind", models.CharField(max_length=40)),
                ("by_seal", models.CharField(blank=True, max_length=64)),
                ("person_seal", models.CharField(blank=True, max_length=64)),
                (
                    "what",
                    models.TextField(
                        blank=True,
                        help_text="What it was done to, as it was called that day; names no person.",
                    ),
                ),
                ("address", models.CharField(blank=True, help_text="The path of its page.", max_length=300)),
                ("facts", models.JSONField(default=dict, help_text="Names no person.")),
                ("previous", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64, unique=True)),
                ("by_name", models.CharField(blank=True, max_length=300)),
                ("by_salt", models.CharField(blank=True, max_length=32)),
                ("person_name", models.CharField(blank=True, max_length=300)),
                ("person_salt", models.CharField(blank=True, max_length=32)),
                (
                    "by",
                    models.ForeignKey(
                        help_text="None: the product itself.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "follows",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followed_by",
                        to="delegations.act",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        help_text="Whom it concerns.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acts_about",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "permissions": [("view_record", "Can read the record of acts")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("follows__isnull", True),
                                ("number", 1),
                                (
                                    "previous",
                                    "0000000000000000000000000000000000000000000000000000000000000000",
                                ),
                            ),
                            models.Q(("follows__isnull", False), ("number__gt", 1)),
                            _connector="OR",
                        ),
                        name="act_follows_another",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Book",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "audience",
                    models.CharField(blank=True, help_text="Empty: everybody with a seat.", max_length=20),
                ),
                ("number", models.PositiveIntegerField(default=0, help_text="The last entry's number.")),
                (
                    "head",
                    models.CharField(
                        default="0000000000000000000000000000000000000000000000000000000000000000",
                        help_text="The last entry's hash.",
                        max_length=64,
                    ),
                ),
                (
                    "last",
                    models.ForeignKey(
                        help_text="Keeps its end from being deleted.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="delegations.act",
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="books",
                        to="delegations.delegation",
                    ),
                ),
            ],
            options={
                "ordering": ["negotiation", "pk"],
            },
        ),
        migrations.AddField(
            model_name="act",
            name="book",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="acts", to="delegations.book"
            ),
        ),
        migrations.CreateModel(
            name="Choice",
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
                            ("accredited", "You have a seat"),
                            ("amendment_tabled", "An amendment is tabled on what I follow"),
                            ("outcome", "An amendment of my delegation has its outcome"),
                            ("attention", "An amendment of my delegation needs attention"),
                            ("sponsor_asked", "My delegation is asked to sponsor an amendment"),
                            ("sponsor_answered", "A Member State answers whether it sponsors ours"),
                            ("circulated", "A draft is circulated"),
                            ("closing", "A window closes soon"),
                            ("second_factor", "My second factor is taken away"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "delivery",
                    models.CharField(
                        choices=[
                            ("at_once", "An e-mail at once"),
                            ("daily", "In one e-mail a day"),
                            ("none", "No e-mail"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="choices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(models.F("user"), models.F("kind"), name="choice_once_a_kind")
                ],
            },
        ),
        migrations.AddField(
            model_name="act",
            name="delegation",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="acts",
                to="delegations.delegation",
            ),
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_on", models.DateField(blank=True, null=True)),
                ("until_on", models.DateField(blank=True, null=True)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships_as_group",
                        to="delegations.delegation",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="delegations.delegation",
                    ),
                ),
            ],
            options={
                "ordering": ["member__sort_name"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("group"),
                        models.F("member"),
                        models.F("from_on"),
                        name="membership_once_a_day",
                    ),
                    models.UniqueConstraint(
                        models.F("group"),
                        models.F("member"),
                        condition=models.Q(("until_on__isnull", True)),
                        name="membership_held_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on__isnull", True),
                            ("from_on__isnull", True),
                            ("until_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="membership_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("group", models.F("member")), _negated=True),
                        name="membership_of_another",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="delegation",
            name="members",
            field=models.ManyToManyField(
                related_name="groups", through="delegations.Membership", to="delegations.delegation"
            ),
        ),
        migrations.CreateModel(
            name="Negotiation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=60, unique=True)),
                ("title", models.CharField(max_length=300)),
                ("organ", models.CharField(default="General Assembly", max_length=200)),
                (
                    "session",
                    models.CharField(blank=True, help_text="In words: Sixty-fourth session.", max_length=200),
                ),
                ("agenda_item", models.CharField(blank=True, max_length=200)),
                ("mandate", models.CharField(blank=True, max_length=300)),
                (
                    "time_zone",
                    models.CharField(
                        default="America/New_York",
                        max_length=60,
                        validators=[delegations.models.seats.validate_time_zone],
                    ),
                ),
                (
                    "paper_size",
                    models.CharField(
                        choices=[("letter", "US Letter"), ("a4", "A4")], default="letter", max_length=8
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
                        help_text="Who reads its documents, unless a document says otherwise.",
                    ),
                ),
                (
                    "has_stamps",
                    models.BooleanField(
                        default=False,
                        help_text="Whether a downloaded file says on each page for whom, and when.",
                    ),
                ),
                (
                    "second_factor_roles",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Roles whose holders need a second factor to enter.",
                    ),
                ),
            ],
            options={
                "ordering": ["title"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "slug__in",
                                [
                                    "account",
                                    "admin",
                                    "api",
                                    "healthy",
                                    "help",
                                    "invitation",
                                    "letters",
                                    "log-in",
                                    "log-out",
                                    "metrics",
                                    "notices",
                                    "ready",
                                    "seals",
                                    "settings",
                                    "static",
                                    "theme",
                                ],
                            ),
                            _negated=True,
                        ),
                        name="negotiation_slug_not_reserved",
                        violation_error_message="It is a word that addresses need.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        help_text="In lower case, as accounts are.", max_length=254, verbose_name="e-mail"
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="name")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("facilitator", "Facilitator"),
                            ("secretariat", "Secretariat"),
                            ("head", "Head of delegation"),
                            ("delegate", "Delegate"),
                            ("observer", "Observer"),
                        ],
                        max_length=12,
                        verbose_name="role",
                    ),
                ),
                ("from_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("invited_at", models.DateTimeField()),
                (
                    "sending",
                    models.PositiveSmallIntegerField(
                        default=1, help_text="A link of an earlier one is dead."
                    ),
                ),
                (
                    "sent_at",
                    models.DateTimeField(help_text="When the letter of this sending left.", null=True),
                ),
                ("expires_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations_accepted",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "delegation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="delegations.delegation",
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations_given",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "negotiation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="delegations.negotiation",
                    ),
                ),
            ],
            options={
                "ordering": ["-invited_at", "-pk"],
                "permissions": [("invite_person", "Can invite people")],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("negotiation"),
                        models.F("email"),
                        models.F("role"),
                        models.F("delegation"),
                        condition=models.Q(("accepted_at__isnull", True), ("withdrawn_at__isnull", True)),
                        name="invitation_unanswered_once",
                    ),
                    models.UniqueConstraint(
                        models.F("negotiation"),
                        models.F("email"),
                        models.F("role"),
                        condition=models.Q(
                            ("accepted_at__isnull", True),
                            ("delegation__isnull", True),
                            ("withdrawn_at__isnull", True),
                        ),
                        name="invitation_without_a_delegation_unanswered_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("accepted_at__isnull", True), ("accepted_by__isnull", True)),
                            models.Q(
                                ("accepted_at__isnull", False),
                                ("accepted_by__isnull", False),
                                ("withdrawn_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="invitation_accepted_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on__isnull", True),
                            ("from_on__isnull", True),
                            ("until_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="invitation_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Follow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("about", models.CharField(max_length=60)),
                ("about_pk", models.PositiveBigIntegerField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follows",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "negotiation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follows",
                        to="delegations.negotiation",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["about", "about_pk"], name="follow_by_row")],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("user"), models.F("about"), models.F("about_pk"), name="follow_once"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="delegation",
            name="negotiation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="participants",
                to="delegations.negotiation",
            ),
        ),
        migrations.AddField(
            model_name="book",
            name="negotiation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="books",
                to="delegations.negotiation",
            ),
        ),
        migrations.CreateModel(
            name="Access",
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
                            ("logged_in", "Logged in"),
                            ("log_in_failed", "Log-in failed"),
                            ("logged_out", "Logged out"),
                            ("downloaded", "Downloaded"),
                        ],
                        max_length=20,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("address", models.CharField(blank=True, help_text="Of the network.", max_length=45)),
                ("file", models.CharField(blank=True, max_length=300)),
                ("path", models.CharField(blank=True, max_length=300)),
                (
                    "user",
                    models.ForeignKey(
                        help_text="None: nobody we know.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="accesses",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "negotiation",
                    models.ForeignKey(
                        help_text="Of a download.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="accesses",
                        to="delegations.negotiation",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "accesses",
                "ordering": ["-at", "-pk"],
                "permissions": [
                    ("view_access_log", "Can read the access log"),
                    ("erase_person", "Can erase personal data"),
                ],
                "indexes": [
                    models.Index(fields=["at"], name="access_by_time"),
                    models.Index(fields=["negotiation", "-at"], name="access_by_negotiation"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
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
                            ("accredited", "You have a seat"),
                            ("amendment_tabled", "An amendment is tabled on what I follow"),
                            ("outcome", "An amendment of my delegation has its outcome"),
                            ("attention", "An amendment of my delegation needs attention"),
                            ("sponsor_asked", "My delegation is asked to sponsor an amendment"),
                            ("sponsor_answered", "A Member State answers whether it sponsors ours"),
                            ("circulated", "A draft is circulated"),
                            ("closing", "A window closes soon"),
                            ("second_factor", "My second factor is taken away"),
                        ],
                        max_length=20,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("facts", models.JSONField(default=dict, help_text="What the sentence of its kind names.")),
                ("address", models.CharField(help_text="The path of its page.", max_length=300)),
                ("about", models.CharField(blank=True, max_length=60)),
                ("about_pk", models.PositiveBigIntegerField(null=True)),
                (
                    "key",
                    models.CharField(blank=True, help_text="What may be told a person once.", max_length=80),
                ),
                (
                    "delivery",
                    models.CharField(
                        choices=[
                            ("at_once", "An e-mail at once"),
                            ("daily", "In one e-mail a day"),
                            ("none", "No e-mail"),
                        ],
                        max_length=10,
                    ),
                ),
                ("read_at", models.DateTimeField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
                (
                    "negotiation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to="delegations.negotiation",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "indexes": [
                    models.Index(fields=["user", "read_at"], name="notice_by_user"),
                    models.Index(
                        models.F("delivery"),
                        condition=models.Q(("sent_at__isnull", True)),
                        name="notice_waiting",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("user"),
                        models.F("key"),
                        condition=models.Q(("key", ""), _negated=True),
                        name="notice_once_a_key",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("facilitator", "Facilitator"),
                            ("secretariat", "Secretariat"),
                            ("head", "Head of delegation"),
                            ("delegate", "Delegate"),
                            ("observer", "Observer"),
                        ],
                        max_length=12,
                        verbose_name="role",
                    ),
                ),
                ("from_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "ended_at",
                    models.DateTimeField(blank=True, help_text="When it was ended by hand.", null=True),
                ),
                (
                    "delegation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="delegations.delegation",
                    ),
                ),
                (
                    "negotiation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seats",
                        to="delegations.negotiation",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seats",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["negotiation", "role", "user"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("negotiation"),
                        models.F("user"),
                        models.F("role"),
                        models.F("delegation"),
                        condition=models.Q(("until_on__isnull", True)),
                        name="seat_held_once",
                    ),
                    models.UniqueConstraint(
                        models.F("negotiation"),
                        models.F("user"),
                        models.F("role"),
                        condition=models.Q(("delegation__isnull", True), ("until_on__isnull", True)),
                        name="seat_without_a_delegation_held_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on__isnull", True),
                            ("from_on__isnull", True),
                            ("until_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="seat_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Setting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        blank=True, max_length=60, validators=[delegations.models.seats.validate_time_zone]
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ar", "العربية"),
                            ("zh-hans", "中文"),
                            ("en", "English"),
                            ("fr", "Français"),
                            ("ru", "Русский"),
                            ("es", "Español"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "digest_on",
                    models.DateField(help_text="The last day, theirs, of a daily e-mail.", null=True),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="setting",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Spokesperson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_on", models.DateField()),
                (
                    "delegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="speaks_for",
                        to="delegations.delegation",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="spokespersons",
                        to="delegations.delegation",
                    ),
                ),
            ],
            options={
                "ordering": ["group", "-from_on"],
                "permissions": [("name_spokesperson", "Can name the spokesperson of a group")],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("group"), models.F("from_on"), name="spokesperson_one_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("group", models.F("delegation")), _negated=True),
                        name="spokesperson_is_a_member",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Token",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="What it is for: “our drafting tool”.", max_length=80, verbose_name="name"
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                ("until_on", models.DateField(verbose_name="until")),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tokens",
                        to="delegations.seat",
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at"],
            },
        ),
        migrations.AddIndex(
            model_name="act",
            index=models.Index(fields=["book", "-at", "-id"], name="act_by_book_and_time"),
        ),
        migrations.AddConstraint(
            model_name="act",
            constraint=models.UniqueConstraint(
                models.F("book"), models.F("number"), name="act_number_once_a_book"
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("role__in", ("head", "delegate")), _negated=True),
                    ("delegation__isnull", False),
                    _connector="OR",
                ),
                name="invitation_that_speaks_has_a_delegation",
            ),
        ),
        migrations.AddConstraint(
            model_name="delegation",
            constraint=models.UniqueConstraint(
                models.F("negotiation"), models.F("slug"), name="delegation_slug_once_a_negotiation"
            ),
        ),
        migrations.AddConstraint(
            model_name="delegation",
            constraint=models.UniqueConstraint(
                models.F("negotiation"), models.F("name"), name="delegation_name_once_a_negotiation"
            ),
        ),
        migrations.AddConstraint(
            model_name="delegation",
            constraint=models.UniqueConstraint(
                models.F("negotiation"),
                models.F("iso3"),
                condition=models.Q(("iso3", ""), _negated=True),
                name="delegation_country_once_a_negotiation",
            ),
        ),
        migrations.AddConstraint(
            model_name="book",
            constraint=models.UniqueConstraint(
                models.F("negotiation"), models.F("audience"), models.F("room"), name="book_once_a_room"
            ),
        ),
        migrations.AddConstraint(
            model_name="book",
            constraint=models.UniqueConstraint(
                models.F("negotiation"),
                models.F("audience"),
                condition=models.Q(("room__isnull", True)),
                name="book_once_an_audience",
            ),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("role__in", ("head", "delegate")), _negated=True),
                    ("delegation__isnull", False),
                    _connector="OR",
                ),
                name="seat_that_speaks_has_a_delegation",
            ),
        ),
    ]
